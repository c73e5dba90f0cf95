import EventStorage
import Filings
import Postgres

/// What partitions cost: a log in eight or nine of them beside the same log in one table.
struct Dividing {
    let bench: ReadModelBench

    private static let partitions: Int64 = 8
    private static let appends = 300
    private static let bulk = 20_000

    func run() async throws -> [Comparison] {
        var logs: [FilingsLog] = []
        do {
            for isDivided in [false, true] {
                var log = try await FilingsLog.make(bench)
                logs.append(log)
                if isDivided { try await divide(log.log) }
                Bench.say("loading \(bench.size.events) events, \(isDivided ? "divided" : "whole")")
                try await log.grow(to: bench.size.events)
                logs[logs.count - 1] = log
            }
            let comparisons = try await compare(&logs)
            for log in logs { try await log.log.drop() }
            return comparisons
        } catch {
            for log in logs { try? await log.log.drop() }
            throw error
        }
    }

    private func divide(_ log: ScratchLog) async throws {
        let unit = LogDivision.unit
        let size = max(1, Int64(bench.size.events) / Self.partitions / unit) * unit
        _ = try await LogDivision(log.pool, size: size).divide()
    }

    private func compare(_ logs: inout [FilingsLog]) async throws -> [Comparison] {
        let partitions = try await logs[1].log.store.partitions().count
        var bulk = comparison("bulk append", "µs/event", 2)
        var single = comparison("append, 1 writer", "µs/event", 1.5)
        var reading = comparison("a stream's history", "µs", 2)
        for round in 0...bench.rounds {
            // In turn first and second, as the machine's noise has it.
            for index in round % 2 == 0 ? [0, 1] : [1, 0] {
                try await logs[index].grow(to: logs[index].events + Self.bulk)
                let times = try await times(&logs[index])
                if round == 0 { continue }
                add(logs[index].microsecondsAnEvent, index, to: &bulk)
                add(times.append, index, to: &single)
                add(times.read, index, to: &reading)
            }
        }
        bulk.notes = ["\(partitions) partitions, two of them empty"]
        return [bulk, single, reading]
    }

    private func comparison(_ title: String, _ unit: String, _ most: Double) -> Comparison {
        Comparison(
            name: ScenarioName.partitions.rawValue, title: title + " in a divided log",
            limitTitle: "in one table", unit: unit, goal: .atMost(most))
    }

    private func add(_ value: Double, _ index: Int, to comparison: inout Comparison) {
        if index == 0 { comparison.limit.add(value) } else { comparison.system.add(value) }
    }

    /// Microseconds for an append, and for reading the streams that were appended to.
    private func times(_ log: inout FilingsLog) async throws -> (append: Double, read: Double) {
        let parts = log.next(Self.appends)
        let watch = Stopwatch()
        try await log.log.store.appendingAlone { store in
            for part in parts { try await store.append(AppendRequest([part], by: Bench.actor)) }
        }
        let append = watch.seconds * 1_000_000 / Double(parts.count)
        let reading = Stopwatch()
        for part in parts { _ = try await log.log.store.events(in: part.stream) }
        return (append, reading.seconds * 1_000_000 / Double(parts.count))
    }
}
