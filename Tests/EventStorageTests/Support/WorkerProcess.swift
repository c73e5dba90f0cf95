import Filings
import TestSupport

/// A process of `Tests/AppendWorker` and what it has acknowledged so far.
struct WorkerProcess: Sendable {
    /// One acknowledged request.
    struct Acknowledged: Sendable {
        let request: Int
        let positions: [Int64]
        let known: [Bool]
    }

    private let program: SpawnedProgram

    /// - Parameters:
    ///   - first: The number of the first request.
    ///   - mode: `any` or `exact`.
    init(
        _ url: String, number: Int, first: Int = 0, count: Int, mode: String, streams: [StreamName]
    ) throws {
        program = try SpawnedProgram(
            "AppendWorker",
            [url, "\(number)", "\(first)", "\(count)", mode] + streams.map(\.text),
            environment: Surroundings.environment(for: url))
    }

    /// Waits until it has said something, at most half a minute.
    func waitForAcknowledgement() async throws { try await program.waitForOutput() }

    /// Ends the process on the spot, as a power cut would.
    func kill() { program.kill() }

    /// Waits for the process to end.
    ///
    /// - Returns: Whether it ended by itself and well, and what it acknowledged.
    func finish() async throws -> (isDone: Bool, acknowledged: [Acknowledged]) {
        let (isDone, lines) = try await program.finish()
        let acknowledged = lines.map { line in
            let words = line.split(separator: " ")
            let places = words.dropFirst().map { $0.split(separator: ":") }
            return Acknowledged(
                request: words.first.flatMap { Int($0) } ?? -1,
                positions: places.map { Int64($0[0]) ?? -1 }, known: places.map { $0[2] == "true" })
        }
        return (isDone, acknowledged)
    }
}
