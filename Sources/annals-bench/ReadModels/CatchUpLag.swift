import EventStorage
import Postgres
import Synchronization

/// How long after its acknowledgement an event is in every read model, while 1,000 appends a second
/// come from another process than the projector's.
struct CatchUpLag {
    let bench: ReadModelBench

    private static let appendsASecond = 1_000
    private static let seconds = 10
    private static let writers = 16
    /// In milliseconds, for the 99th of 100.
    private static let mostLag = 50.0

    private struct Appended: Sendable {
        let position: Int64
        let at: ContinuousClock.Instant
    }

    func run(on log: inout FilingsLog) async throws -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.catchUp.rawValue,
            title: "lag of the read models at \(Self.appendsASecond) appends/s, p99",
            limitTitle: "what it may be", unit: "ms", goal: .atMost(1))
        _ = try ChildRun([bench.annals, "project", "--database", log.log.url])
        let projector = try BackgroundProgram(
            [bench.annals, "project", "--follow", "--database", log.log.url])
        defer { projector.end() }
        var medians = Measurement()
        var rates = Measurement()
        for round in 0...bench.rounds {
            let parts = log.next(Self.appendsASecond * Self.seconds)
            let watching = Task { [log = log.log] in try await Self.watch(log) }
            let began = ContinuousClock.now
            let appended = try await Self.append(parts, to: log.log.store)
            let rate = Double(appended.count) / ((ContinuousClock.now - began) / .seconds(1))
            let last = appended.map(\.position).max() ?? 0
            try await Self.waitUntilReached(last, on: log.log)
            watching.cancel()
            let lags = Self.lags(of: appended, seen: try await watching.value)
            if round == 0 { continue }
            comparison.limit.add(Self.mostLag)
            comparison.system.add(lags[lags.count * 99 / 100])
            medians.add(lags[lags.count / 2])
            rates.add(rate)
        }
        comparison.notes = [
            "p50 \(Report.text(medians.median)) ms", "at \(Report.text(rates.median)) appends/s",
            "\(log.events) events before",
        ]
        return comparison
    }

    /// Appends at an even pace; what is late goes at once.
    private static func append(
        _ parts: [AppendRequest.Part], to store: EventStore
    ) async throws -> [Appended] {
        let began = ContinuousClock.now
        let pace = Duration.seconds(1) / appendsASecond
        return try await withThrowingTaskGroup(of: [Appended].self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var appended: [Appended] = []
                    for number in stride(from: writer, to: parts.count, by: writers) {
                        try await Task.sleep(until: began + pace * number, clock: .continuous)
                        let events = try await store.append(
                            AppendRequest([parts[number]], by: Bench.actor))
                        let at = ContinuousClock.now
                        appended += events.map { Appended(position: $0.position, at: at) }
                    }
                    return appended
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// The lowest checkpoint, again and again, each time that it has moved, until cancelled.
    private static func watch(_ log: ScratchLog) async throws -> [Appended] {
        var seen: [Appended] = []
        let connection = try await Connection(log.url)
        while !Task.isCancelled {
            let position = try await lowest(on: connection)
            if position > seen.last?.position ?? 0 {
                seen.append(Appended(position: position, at: .now))
            }
            try? await Task.sleep(for: .milliseconds(1))
        }
        await connection.close()
        return seen
    }

    private static func lowest(on connection: Connection) async throws -> Int64 {
        let row = try await connection.query(
            "SELECT min(position) FROM annals_read.checkpoints WHERE place = 'live'"
        ).first
        return try row?.decode(0) ?? 0
    }

    private static func waitUntilReached(_ position: Int64, on log: ScratchLog) async throws {
        for _ in 0..<3_000 {
            if try await lowest(on: log.limits) >= position {
                // The watcher sees it, too.
                try await Task.sleep(for: .milliseconds(50))
                return
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw BenchError("The projector did not reach \(position) in half a minute.")
    }

    /// In milliseconds, in order.
    private static func lags(of appended: [Appended], seen: [Appended]) -> [Double] {
        var lags: [Double] = []
        var index = 0
        for event in appended.sorted(by: { $0.position < $1.position }) {
            while index < seen.count, seen[index].position < event.position { index += 1 }
            guard index < seen.count else { break }
            lags.append(max(0, (seen[index].at - event.at) / .milliseconds(1)))
        }
        return lags.sorted()
    }
}
