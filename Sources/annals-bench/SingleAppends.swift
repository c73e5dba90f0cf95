import EventStorage
import Filings
import Postgres

/// One writer that appends one event a transaction, with the version it expects.
///
/// The limit inserts the rows that the system wrote a round before.
enum SingleAppends {
    private static let events = 500

    static func run(_ bench: inout Bench) async throws -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.appendOne.rawValue, title: "append, 1 writer",
            limitTitle: "prepared single-row INSERT", unit: "events/s", goal: .atLeast(0.9))
        var rows = try await NewRows(bench.log)
        try await bench.log.checkpoint()
        try await bench.alternate(into: &comparison) { bench in
            let inserts = rows.take()
            let watch = Stopwatch()
            try await bench.log.limits.perform { connection throws(DatabaseError) in
                for insert in inserts { try connection.execute(insert) }
            }
            return Double(inserts.count) / watch.seconds
        } system: { bench in
            let parts = bench.workload.next(events)
            let watch = Stopwatch()
            try await bench.log.store.appendingAlone { store in
                for part in parts {
                    try await store.append(AppendRequest([part], by: Bench.actor))
                }
            }
            let seconds = watch.seconds
            try await rows.read()
            return Double(events) / seconds
        }
        return comparison
    }
}
