import Filings
import Glibc
import Postgres
import TestSupport

/// A process of `Tests/AppendWorker` and what it has acknowledged so far.
struct WorkerProcess: Sendable {
    /// One acknowledged request.
    struct Acknowledged: Sendable {
        let request: Int
        let positions: [Int64]
        let known: [Bool]
    }

    struct CannotStart: Error {
        let errno: Int32
    }

    private let id: pid_t
    private let output: String

    /// - Parameters:
    ///   - first: The number of the first request.
    ///   - mode: `any` or `exact`.
    init(
        _ url: String, number: Int, first: Int = 0, count: Int, mode: String, streams: [StreamName]
    ) throws {
        output = "\(P_tmpdir)/annals-worker-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        let arguments =
            ["AppendWorker", url, "\(number)", "\(first)", "\(count)", mode] + streams.map(\.text)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var started: pid_t = 0
        let result = posix_spawn(
            &started, Self.program, &actions, nil, &pointers, environ)
        guard result == 0 else { throw CannotStart(errno: result) }
        id = started
    }

    /// The program, which the build puts beside the tests' own.
    private static let program: String = {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let own = String(
            decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = own.lastIndex(of: "/").map { own[..<$0] } ?? "."
        return "\(folder)/AppendWorker"
    }()

    /// Waits until it has said something, at most half a minute.
    func waitForAcknowledgement() async throws {
        var status = stat()
        for _ in 0..<15_000 where stat(output, &status) != 0 || status.st_size == 0 {
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Ends the process on the spot, as a power cut would.
    func kill() { _ = Glibc.kill(id, SIGKILL) }

    /// Waits for the process to end.
    ///
    /// - Returns: Whether it ended by itself and well, and what it acknowledged.
    func finish() async throws -> (isDone: Bool, acknowledged: [Acknowledged]) {
        var status: Int32 = 0
        while waitpid(id, &status, WNOHANG) == 0 {
            try await Task.sleep(for: .milliseconds(2))
        }
        defer { unlink(output) }
        return (status == 0, try acknowledged())
    }

    /// Lines that are whole: the last one may have been cut.
    private func acknowledged() throws -> [Acknowledged] {
        let text = try shell("cat '\(output)'")
        return text[..<(text.lastIndex(of: "\n") ?? text.startIndex)].split(separator: "\n").map {
            line in
            let words = line.split(separator: " ")
            let places = words.dropFirst().map { $0.split(separator: ":") }
            return Acknowledged(
                request: words.first.flatMap { Int($0) } ?? -1,
                positions: places.map { Int64($0[0]) ?? -1 }, known: places.map { $0[2] == "true" })
        }
    }
}
