import EventStorage
import Filings
import Postgres

/// Bulk import into an empty log, every round into a database of its own; the last one stays for
/// the other scenarios.
///
/// The limit is one COPY of ready-made rows; the system makes canonical entries of typed events
/// and checks versions and keys, in chunks that commit.
enum BulkImport {
    /// - Parameter rounds: 0 loads the log and measures nothing.
    static func run(
        _ size: WorkloadSize, seed: UInt64, rounds: Int, administrator: String
    ) async throws -> (Comparison, ScratchLog, Workload) {
        var comparison = Comparison(
            name: ScenarioName.bulk.rawValue, title: "bulk import",
            limitTitle: "binary COPY, same columns and indexes", unit: "events/s",
            goal: .atLeast(0.75))
        var workload = Workload(size, seed: seed)
        let parts = workload.next(size.events)
        var rows: LimitRows?
        var round = 0
        while true {
            let log = try await ScratchLog.make(administrator)
            var limit: Double?
            if round % 2 == 1, let rows { limit = try await load(rows, into: log) }
            let system = try await load(parts, into: log)
            let loaded: LimitRows
            if let rows {
                loaded = rows
            } else {
                loaded = try await LimitTable.rows(after: 0, on: log.limits)
                rows = loaded
            }
            if limit == nil { limit = try await load(loaded, into: log) }
            if let limit, rounds > 0 {
                comparison.limit.add(limit)
                comparison.system.add(system)
            }
            round += 1
            if round >= rounds {
                try await log.settle()
                return (comparison, log, workload)
            }
            try await log.drop()
        }
    }

    private static func load(_ rows: LimitRows, into log: ScratchLog) async throws -> Double {
        try await log.checkpoint()
        let watch = Stopwatch()
        try await log.limits.copyIn(LimitTable.copyIn, columns: LimitRows.columns) { writer in
            try rows.write(to: &writer)
        }
        return Double(rows.count) / watch.seconds
    }

    private static func load(
        _ parts: [AppendRequest.Part], into log: ScratchLog
    ) async throws -> Double {
        try await log.checkpoint()
        let watch = Stopwatch()
        let report = try await log.store.bulkAppend(parts, by: Bench.actor)
        let seconds = watch.seconds
        guard report.appended == parts.count else {
            throw BenchError("Only \(report.appended) of \(parts.count) events were appended.")
        }
        return Double(parts.count) / seconds
    }
}
