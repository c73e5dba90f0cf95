import EventStorage
import Postgres
import Projections

/// One rebuild of the timeline, with row history, into a table beside the live one.
struct TimelineBuild {
    let log: ScratchLog
    /// Letters and digits: what the table has behind its name.
    let name: String

    var table: String { "annals_replay.timeline_\(name)" }

    /// - Returns: The seconds it took, from the cutting of the log to the table with its indexes and
    ///   statistics.
    func run() async throws -> Double {
        guard let timeline = ProjectionCatalog.all.first(where: { $0.name == "timeline" }) else {
            throw BenchError("There is no timeline.")
        }
        let builder = Builder(
            log.store, projections: [timeline], place: .replay(build: name),
            workers: Rebuilder.usualWorkers)
        let watch = Stopwatch()
        let report = try await builder.run()
        let seconds = watch.seconds
        guard report.built == ["timeline"], report.failures.isEmpty else {
            throw BenchError("The timeline was not built: \(report.failures).")
        }
        return seconds
    }

    func drop() async throws {
        try await log.limits.script("DROP TABLE \(table)")
        try await log.limits.execute("DELETE FROM annals_read.builds WHERE build = \(name)")
    }
}
