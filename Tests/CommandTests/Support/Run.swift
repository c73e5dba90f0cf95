import CanonicalJSON
import Foundation
import TestSupport
import Testing

/// A run of `annals` that has ended.
struct Run: Sendable {
    let status: Int32
    let outputBytes: [UInt8]
    /// Standard output.
    let output: String
    /// Standard error.
    let errors: String

    init(_ program: Program) async throws {
        status = await program.end()
        outputBytes = try program.outputBytes()
        output = String(decoding: outputBytes, as: UTF8.self)
        errors = try program.errors()
        try program.remove()
    }

    /// The lines of standard output, without the last line break.
    var lines: [Substring] {
        output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }

    /// Standard output as one JSON text.
    func json() throws -> JSONValue { try JSONValue(parsing: outputBytes) }

    /// The records of a result in JSON.
    func records() throws -> [JSONValue] { try json()["records"]?.arrayValue ?? [] }

    /// What a failed expectation shows.
    var story: Comment { "exit \(status)\n\(errors)\n\(output.prefix(2_000))" }
}

/// `annals`, running.
final class Program: @unchecked Sendable {
    private let process = Process()
    private let folder: URL
    private let ended: Task<Void, Never>

    /// - Parameters:
    ///   - environment: All of it, beside PATH and a HOME without anything in it.
    ///   - input: What comes on standard input.
    init(
        _ arguments: [String], of program: URL = Programs.annals,
        environment: [String: String] = [:], input: [UInt8] = []
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("annals-run-\(UUID().uuidString)")
        let home = folder.appendingPathComponent("home")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        // Files and not pipes: a server that the program leaves running may keep them open.
        for (name, bytes) in [("in", input), ("out", []), ("err", [])] {
            try Data(bytes).write(to: folder.appendingPathComponent(name))
        }
        process.executableURL = program
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": home.path]
            .merging(environment) { $1 }
        process.standardInput = try FileHandle(
            forReadingFrom: folder.appendingPathComponent("in"))
        process.standardOutput = try FileHandle(
            forWritingTo: folder.appendingPathComponent("out"))
        process.standardError = try FileHandle(
            forWritingTo: folder.appendingPathComponent("err"))
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in continuation.finish() }
        ended = Task { for await _ in stream {} }
        try process.run()
    }

    /// The first line of standard output with that text, once it is there; waits half a minute at most.
    func firstLine(containing text: String) async throws -> Substring {
        for _ in 0..<3_000 {
            let said = String(decoding: try outputBytes(), as: UTF8.self)
            if said.hasSuffix("\n"),
                let line = said.split(separator: "\n").first(where: { $0.contains(text) })
            {
                return line
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw ShellFailure(text: "no line with \(text)")
    }

    func interrupt(with signal: Int32) { kill(process.processIdentifier, signal) }

    /// - Returns: The exit status, or 128 and the signal that ended it.
    func end() async -> Int32 {
        await ended.value
        let status = process.terminationStatus
        return process.terminationReason == .exit ? status : 128 + status
    }

    func outputBytes() throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent("out")))
    }

    func errors() throws -> String {
        String(
            decoding: try Data(contentsOf: folder.appendingPathComponent("err")), as: UTF8.self)
    }

    func remove() throws { try FileManager.default.removeItem(at: folder) }
}

/// Runs `annals` to its end.
func annals(
    _ arguments: String..., environment: [String: String] = [:], input: [UInt8] = []
) async throws -> Run {
    try await annals(arguments: arguments, environment: environment, input: input)
}

func annals(
    arguments: [String], environment: [String: String] = [:], input: [UInt8] = []
) async throws -> Run {
    try await Run(Program(arguments, environment: environment, input: input))
}
