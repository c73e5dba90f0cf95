import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// Each ingestion run with its sums, by run; answers `runs`.
///
/// What it lists (documents, refusals, coverage) stays in the log: the row holds the positions of
/// its events. A run of many events would else be written again with every one of them.
struct Runs: Projection {
    struct Row: ProjectedRow {
        var source: String
        var startedAt: Instant
        var finishedAt: Instant
        var outcome: String
        var command: String
        var counts: RunCounts
        /// How many events the run has; fewer ``positions``: not all of them are recorded yet.
        var parts: Int64
        /// The positions of its events.
        var positions: [Int64]

        static let columns = [
            (name: "source", type: "text NOT NULL COLLATE \"C\""),
            (name: "started_at", type: "timestamptz NOT NULL"),
            (name: "finished_at", type: "timestamptz NOT NULL"),
            (name: "outcome", type: "text NOT NULL COLLATE \"C\""),
            (name: "command", type: "text NOT NULL"), (name: "counts", type: "text NOT NULL"),
            (name: "parts", type: "bigint NOT NULL"), (name: "positions", type: "text NOT NULL"),
        ]
        static let indexes = ["(source, started_at)", "(started_at)"]

        func write(to row: inout CopyWriter) {
            row.put(text: source)
            row.put(instant: startedAt)
            row.put(instant: finishedAt)
            row.put(text: outcome)
            row.put(text: command)
            row.put(json: .object(counts.json))
            row.put(integer: parts)
            row.put(json: .array(positions.map { .integer($0) }))
        }

        init(_ run: RunFinished) {
            source = run.source
            startedAt = run.startedAt
            finishedAt = run.finishedAt
            outcome = run.outcome.rawValue
            command = run.command
            counts = RunCounts()
            parts = run.parts
            positions = []
        }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            let unknown = Instant(microsecondsSinceEpoch: 0)
            source = try columns.text()
            startedAt = try columns.instant() ?? unknown
            finishedAt = try columns.instant() ?? unknown
            outcome = try columns.text()
            command = try columns.text()
            counts = RunCounts(try columns.json().objectValue ?? [:])
            parts = try columns.integer()
            positions = try columns.json().arrayValue?.compactMap(\.integerValue) ?? []
        }

        mutating func add(_ run: RunFinished, at position: Int64) {
            startedAt = min(startedAt, run.startedAt)
            finishedAt = max(finishedAt, run.finishedAt)
            // Parts that tell different outcomes make a run that is neither whole nor nothing.
            if outcome != run.outcome.rawValue { outcome = RunFinished.Outcome.partial.rawValue }
            counts += run.counts
            parts = max(parts, run.parts)
            positions.append(position)
        }
    }

    let name = "runs"
    let version: Int64 = 1
    let types: Set<String>? = [RunFinished.type]

    func keys(of recorded: RecordedEvent) -> [String] {
        if case .runFinished(let run) = recorded.event { [run.run] } else { [] }
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        guard case .runFinished(let run) = recorded.event else { return }
        var changed = row ?? Row(run)
        changed.add(run, at: recorded.position)
        row = changed
    }
}
