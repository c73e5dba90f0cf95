import EventStorage
import Postgres

/// The whole log in order: decoded by the system, as bytes by the limit.
enum Replaying {
    static func run(_ bench: inout Bench) async throws -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.replay.rawValue, title: "replay all",
            limitTitle: "ordered binary COPY out, not decoded", unit: "events/s",
            goal: .atLeast(0.5))
        let total = Double(try await bench.log.store.head().position)
        try await bench.log.checkpoint()
        try await bench.alternate(into: &comparison) { bench in
            let watch = Stopwatch()
            let count = try await bench.log.limits.perform(throwing: (any Error).self) {
                connection in
                var count = 0
                try connection.copyOut(LimitTable.copyOut) { row in
                    if row.nextField()?.isEmpty == false { count += 1 }
                }
                return count
            }
            guard count == Int(total) else { throw BenchError("The limit's rows are missing.") }
            return total / watch.seconds
        } system: { bench in
            let watch = Stopwatch()
            var count = 0
            try await bench.log.store.replay { events in count += events.count }
            guard count == Int(total) else { throw BenchError("Events are missing.") }
            return total / watch.seconds
        }
        return comparison
    }
}
