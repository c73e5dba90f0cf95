import EventStorage
import Filings
import Postgres

/// Reading one stream again and again: decoded by the system, as rows of bytes by the limit.
enum StreamReading {
    /// How many events one round reads, at least.
    private static let eventsARound = 40_000

    static func run(
        _ name: ScenarioName, company: Int, on bench: inout Bench
    ) async throws -> Comparison {
        let stream = bench.workload.companies[company].stream
        let count = try await bench.log.store.version(of: stream)
        var comparison = Comparison(
            name: name.rawValue,
            title: name == .streamMedian ? "read the median stream" : "read the largest stream",
            limitTitle: "prepared SELECT, rows not decoded", unit: "events/s",
            goal: .atLeast(0.6), notes: ["\(count) events"])
        let times = max(3, eventsARound / Int(max(count, 1)))
        let total = Double(times) * Double(count)
        let id = try await streamID(of: stream, in: bench.log)
        try await bench.log.checkpoint()
        try await bench.alternate(into: &comparison) { bench in
            let watch = Stopwatch()
            let bytes = try await read(id, times: times, on: bench.log.limits)
            guard bytes > 0 else { throw BenchError("The limit's stream is empty.") }
            return total / watch.seconds
        } system: { bench in
            let watch = Stopwatch()
            for _ in 0..<times {
                let events = try await bench.log.store.events(in: stream)
                guard events.count == Int(count) else { throw BenchError("Events are missing.") }
            }
            return total / watch.seconds
        }
        return comparison
    }

    private static func streamID(
        of stream: StreamName, in log: ScratchLog
    ) async throws -> Int64 {
        let rows = try await log.limits.query(
            "SELECT stream_id FROM annals.streams WHERE name = \(stream.text)")
        guard let row = rows.first else { throw BenchError("\(stream) is not in the log.") }
        return try row.decode(0)
    }

    /// - Returns: The sum of the entries' sizes: each was looked at.
    private static func read(
        _ stream: Int64, times: Int, on connection: Connection
    ) async throws -> Int {
        let sql: SQL =
            "SELECT entry FROM limits.events WHERE stream_id = \(stream) ORDER BY version"
        let select = sql.prepared
        return try await connection.perform { connection throws(DatabaseError) in
            var bytes = 0
            for _ in 0..<times {
                for row in try connection.query(select) {
                    bytes += row.withBytes(0) { $0?.count ?? 0 }
                }
            }
            return bytes
        }
    }
}
