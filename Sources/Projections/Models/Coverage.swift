import EventStorage
import Filings
import Postgres

/// How complete each piece of each source is, by source and unit: what the newest event in the order
/// of the log says; answers `runs --gaps`.
struct Coverage: Projection {
    struct Row: ProjectedRow {
        var source: String
        /// `2020-01-03`, `2020-Q1`, `CIK0000320193`.
        var unit: String
        var state: String
        var reason: String?
        /// The arguments of `annals ingest` that repair it.
        var repair: String?
        /// The run that says so.
        var run: String
        /// When that run ended.
        var lookedAt: Instant

        static let columns = [
            (name: "source", type: "text NOT NULL COLLATE \"C\""),
            (name: "unit", type: "text NOT NULL COLLATE \"C\""),
            (name: "state", type: "text NOT NULL COLLATE \"C\""), (name: "reason", type: "text"),
            (name: "repair", type: "text"), (name: "run", type: "text NOT NULL"),
            (name: "looked_at", type: "timestamptz NOT NULL"),
        ]
        static let indexes = ["(source, unit)"]

        func write(to row: inout CopyWriter) {
            row.put(text: source)
            row.put(text: unit)
            row.put(text: state)
            row.put(text: reason)
            row.put(text: repair)
            row.put(text: run)
            row.put(instant: lookedAt)
        }

        init(_ coverage: RunCoverage, of run: RunFinished) {
            source = run.source
            unit = coverage.unit
            state = coverage.state.rawValue
            reason = coverage.reason
            repair = coverage.repair
            self.run = run.run
            lookedAt = run.finishedAt
        }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            source = try columns.text()
            unit = try columns.text()
            state = try columns.text()
            reason = try columns.optionalText()
            repair = try columns.optionalText()
            run = try columns.text()
            lookedAt = try columns.instant() ?? Instant(microsecondsSinceEpoch: 0)
        }
    }

    let name = "coverage"
    let version: Int64 = 1
    let types: Set<String>? = [RunFinished.type]

    func keys(of recorded: RecordedEvent) -> [String] {
        guard case .runFinished(let run) = recorded.event else { return [] }
        var keys: Set<String> = []
        return run.coverage.compactMap { coverage in
            let key = "\(run.source) \(coverage.unit)"
            return keys.insert(key).inserted ? key : nil
        }
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        guard case .runFinished(let run) = recorded.event else { return }
        let unit = key.dropFirst(run.source.count + 1)
        guard let coverage = run.coverage.last(where: { $0.unit == unit }) else { return }
        row = Row(coverage, of: run)
    }
}
