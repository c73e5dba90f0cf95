import EventStorage
import Filings
import Glibc
import Postgres

/// What the scenarios share: the loaded log with its limit table, the workload, how long to run.
struct Bench {
    let size: WorkloadSize
    let rounds: Int
    let administrator: String
    /// The program of the cold query.
    let annals: String
    var workload: Workload
    var log: ScratchLog
    /// Who the log says recorded the events.
    static let actor = "bench"

    /// Runs the limit and the system in turn, in alternating order, once for warmth and then once
    /// a round; each returns its value.
    mutating func alternate(
        into comparison: inout Comparison, rounds: Int? = nil,
        limit: (inout Bench) async throws -> Double, system: (inout Bench) async throws -> Double
    ) async throws {
        for round in 0...(rounds ?? self.rounds) {
            var values = (limit: 0.0, system: 0.0)
            if round % 2 == 0 {
                values.limit = try await limit(&self)
                values.system = try await system(&self)
            } else {
                values.system = try await system(&self)
                values.limit = try await limit(&self)
            }
            if round == 0 { continue }
            comparison.limit.add(values.limit)
            comparison.system.add(values.system)
        }
    }

    static func say(_ text: String) {
        let line = Array("annals-bench: \(text)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }
}
