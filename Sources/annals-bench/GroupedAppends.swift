import EventStorage
import Filings
import Postgres

/// Eight writers at once that append one event a call, with the version each expects; the store
/// groups what waits.
///
/// The limit sends eight prepared inserts in one round trip as one transaction.
enum GroupedAppends {
    private static let writers = 8
    private static let eventsEach = 250

    static func run(_ bench: inout Bench) async throws -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.appendEight.rawValue, title: "append, 8 writers",
            limitTitle: "8 prepared INSERTs, one transaction", unit: "events/s",
            goal: .atLeast(0.8))
        var rows = try await NewRows(bench.log)
        try await bench.log.checkpoint()
        try await bench.alternate(into: &comparison) { bench in
            let inserts = rows.take()
            let groups = stride(from: 0, to: inserts.count, by: writers).map {
                Array(inserts[$0..<min($0 + writers, inserts.count)])
            }
            let watch = Stopwatch()
            try await bench.log.limits.perform { connection throws(DatabaseError) in
                for group in groups { _ = try connection.pipeline(group) }
            }
            return Double(inserts.count) / watch.seconds
        } system: { bench in
            let parts = bench.workload.next(eventsEach, writers: writers)
            let seconds = try await append(parts, to: bench.log.store)
            try await rows.read()
            return Double(writers * eventsEach) / seconds
        }
        return comparison
    }

    private static func append(
        _ parts: [[AppendRequest.Part]], to store: EventStore
    ) async throws -> Double {
        let watch = Stopwatch()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in parts {
                group.addTask {
                    for part in writer {
                        try await store.append(AppendRequest([part], by: Bench.actor))
                    }
                }
            }
            try await group.waitForAll()
        }
        return watch.seconds
    }
}
