import Glibc

/// A program that the build puts beside the tests' own, running as a process of its own; what it
/// says is in a file until it is finished.
public struct SpawnedProgram: Sendable {
    public struct CannotStart: Error {
        public let errno: Int32
    }

    private let id: pid_t
    private let output: String

    /// - Parameter environment: Beside that of this process.
    public init(
        _ name: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws {
        output = "\(P_tmpdir)/annals-worker-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var pointers = ([name] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") }
        var own = environ
        while let variable = own.pointee {
            variables.append(strdup(variable))
            own += 1
        }
        variables.append(nil)
        defer { for pointer in pointers + variables { free(pointer) } }
        var started: pid_t = 0
        let result = posix_spawn(
            &started, "\(Self.folder)/\(name)", &actions, nil, &pointers, &variables)
        guard result == 0 else { throw CannotStart(errno: result) }
        id = started
    }

    /// The folder of the tests' own program.
    private static let folder: String = {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let own = String(
            decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
    }()

    /// Waits until it has said something, at most half a minute.
    public func waitForOutput() async throws {
        var status = stat()
        for _ in 0..<15_000 where stat(output, &status) != 0 || status.st_size == 0 {
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Ends the process on the spot, as a power cut would.
    public func kill() { signal(SIGKILL) }

    public func signal(_ number: Int32) { _ = Glibc.kill(id, number) }

    /// Waits for the process to end.
    ///
    /// - Returns: Whether it ended by itself and well, and the lines that it said. The last one is
    ///   left out when it was cut.
    public func finish() async throws -> (isDone: Bool, lines: [Substring]) {
        var status: Int32 = 0
        while waitpid(id, &status, WNOHANG) == 0 {
            try await Task.sleep(for: .milliseconds(2))
        }
        defer { unlink(output) }
        let text = try shell("cat '\(output)'")
        let whole = text[..<(text.lastIndex(of: "\n") ?? text.startIndex)]
        return (status == 0, whole.split(separator: "\n"))
    }
}
