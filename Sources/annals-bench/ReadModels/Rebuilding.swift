import EventStorage
import Postgres

/// The rebuild of the timeline with row history, beside the fastest SQL that makes the same rows.
struct Rebuilding {
    let bench: ReadModelBench
    let log: FilingsLog

    /// What a rebuild may take of memory.
    private static let mostMebibytes = 300

    func run() async throws -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.rebuild.rawValue, title: "rebuild the timeline, with row history",
            limitTitle: "CREATE TABLE AS in parallel, then the indexes", unit: "events/s",
            goal: .atLeast(0.5))
        let limit = try await verified()
        let events = Double(log.events)
        for round in 0...bench.rounds {
            var values = (limit: 0.0, system: 0.0)
            if round % 2 == 0 { values.limit = events / (try await limit.run()) }
            values.system = events / (try await buildOnce("rebuild\(round)"))
            if round % 2 == 1 { values.limit = events / (try await limit.run()) }
            if round == 0 { continue }
            comparison.limit.add(values.limit)
            comparison.system.add(values.system)
        }
        let rows = "\(log.rows) of them \(log.hasRealRows ? "real" : "invented") rows of an index"
        comparison.notes = [
            "\(log.events) events" + (log.rows == 0 ? "" : ", " + rows),
            "both tables were equal, row by row, but for \(try await limit.revisedKeys().count) "
                + "filings with later events, which the limit does not know",
            "peak \(Report.text(try peakMebibytes())) MiB, to be under \(Self.mostMebibytes)",
        ]
        return comparison
    }

    private func buildOnce(_ name: String) async throws -> Double {
        let build = TimelineBuild(log: log.log, name: name)
        try await log.log.checkpoint()
        let seconds = try await build.run()
        try await build.drop()
        return seconds
    }

    /// Before any time counts: both make the same rows.
    private func verified() async throws -> TimelineLimit {
        let build = TimelineBuild(log: log.log, name: "verified")
        _ = try await build.run()
        var limit = TimelineLimit(log.log)
        try await limit.takeIndexes(of: build)
        _ = try await limit.run()
        let differences = try await limit.differences(from: build)
        guard differences == 0 else {
            throw BenchError("The limit's rows differ from the timeline's in \(differences) rows.")
        }
        try await build.drop()
        return limit
    }

    /// Of a process that does nothing else, the swap included.
    private func peakMebibytes() throws -> Double {
        try ChildRun(
            [bench.annals, "rebuild", "timeline", "--database", log.log.url], samplesMemory: true
        ).peakMebibytes
    }
}
