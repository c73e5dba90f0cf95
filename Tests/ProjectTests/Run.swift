import Foundation

/// A program that was run to its end.
struct Run {
    let exitCode: Int32
    /// Standard output and standard error as they came.
    let output: String

    /// - Parameters:
    ///   - command: A line of shell, run in the root of the repository.
    ///   - environment: The whole environment; `nil` for that of the tests.
    init(_ command: String, environment: [String: String]? = nil) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = URL(fileURLWithPath: Project.root)
        process.environment = environment ?? ProcessInfo.processInfo.environment
        // A file and not a pipe: a server that the command leaves running may keep it open.
        let name = FileManager.default.temporaryDirectory.path + "/annals-run-\(UUID().uuidString)"
        try Data().write(to: URL(fileURLWithPath: name))
        defer { try? FileManager.default.removeItem(atPath: name) }
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: name))
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = file
        process.standardError = file
        try process.run()
        process.waitUntilExit()
        try file.close()
        let ended = process.terminationReason == .exit
        exitCode = ended ? process.terminationStatus : 128 + process.terminationStatus
        output = try String(contentsOfFile: name, encoding: .utf8)
    }
}
