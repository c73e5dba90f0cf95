import CanonicalJSON
import Foundation
import TestSupport
import Testing

/// `annalsd`, running on a ledger.
struct RunningService: Sendable {
    let ledger: SampleLedger
    let program: Program
    /// `http://127.0.0.1:41234`
    let address: String

    /// What came back.
    struct Reply: Sendable {
        let status: Int
        let headers: [String: String]
        let body: [UInt8]

        /// - Parameter bytes: Head and body as they came.
        init(_ bytes: [UInt8]) throws {
            let end = try #require(bytes.firstRange(of: Array("\r\n\r\n".utf8)))
            let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            let lines = head.components(separatedBy: "\r\n")
            let words = try #require(lines.first).split(separator: " ")
            status = try #require(words.count > 1 ? Int(words[1]) : nil)
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let parts = line.components(separatedBy: ": ")
                headers[parts[0].lowercased()] = parts.dropFirst().joined(separator: ": ")
            }
            self.headers = headers
            body = Array(bytes[end.upperBound...])
        }

        var text: String { String(decoding: body, as: UTF8.self) }
        func json() throws -> JSONValue { try JSONValue(parsing: body) }
        var story: Comment { "\(status) \(headers) \(text.prefix(1_000))" }

        /// A header, whatever its capitals.
        subscript(name: String) -> String? { headers[name.lowercased()] }
    }

    func ask(
        _ path: String, method: String = "GET", headers: [String: String] = [:],
        body: String? = nil, token: String? = nil
    ) async throws -> Reply {
        var arguments = ["-sS", "-i", "-X", method, "--max-time", "60"]
        if method == "HEAD" { arguments = ["-sS", "-I"] }
        for (name, value) in headers { arguments += ["-H", "\(name): \(value)"] }
        if let token { arguments += ["-H", "Authorization: Bearer \(token)"] }
        if body != nil { arguments += ["--data-binary", "@-"] }
        let run = try await Run(
            Program(
                arguments + [address + path], of: URL(fileURLWithPath: "/usr/bin/curl"),
                input: Array((body ?? "").utf8)))
        try #require(run.status == 0, run.story)
        return try Reply(run.outputBytes)
    }

    /// Records claims by a request.
    @discardableResult
    func post(
        _ body: String, to path: String = "/claims", token: String,
        headers: [String: String] = [:]
    ) async throws -> Reply {
        let type = ["Content-Type": "application/json"]
        return try await ask(
            path, method: "POST", headers: type.merging(headers) { $1 }, body: body, token: token)
    }

    func token(_ arguments: String...) async throws -> String {
        let run = try await ledger.run(["token", "create"] + arguments)
        try #require(run.status == 0, run.story)
        return String(try #require(run.lines.first))
    }

    /// Asks until the answer is as it should be; half a minute at most.
    func wait(
        for path: String, _ isThere: (Reply) throws -> Bool
    ) async throws -> Reply {
        for _ in 0..<600 {
            let reply = try await ask(path)
            if try isThere(reply) { return reply }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw ShellFailure(text: "\(path) never came to be")
    }
}

/// Runs the service on the sample history, and the body beside it; the service has to end well.
func withService(
    _ options: String..., environment: [String: String] = [:],
    isolation: isolated (any Actor)? = #isolation,
    _ body: (RunningService) async throws -> Void
) async throws {
    try await withSampleLedger { ledger in
        try await withService(on: ledger, options, environment: environment, body)
    }
}

func withService(
    on ledger: SampleLedger, _ options: [String] = [], environment: [String: String] = [:],
    isolation: isolated (any Actor)? = #isolation,
    _ body: (RunningService) async throws -> Void
) async throws {
    let variables = ["ANNALS_DATABASE_URL": ledger.url, "ANNALS_KEY_FOLDER": "/nonexistent"]
    let program = try Program(
        ["--listen", "127.0.0.1:0"] + options, of: Programs.service,
        environment: variables.merging(environment) { $1 })
    let address = try await program.firstLine(containing: "://")
    do {
        try await body(
            RunningService(
                ledger: ledger, program: program, address: String(address.dropLast())))
    } catch {
        program.interrupt(with: SIGTERM)
        _ = try await Run(program)
        throw error
    }
    program.interrupt(with: SIGTERM)
    let run = try await Run(program)
    #expect(run.status == 0, run.story)
}
