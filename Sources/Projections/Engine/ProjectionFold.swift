import Filings
import Postgres

/// Folds a batch of events in memory and keeps what became of every row.
struct ProjectionFold<Source: Projection> {
    /// A row and the positions between which it held; open while `to` is `nil`.
    struct Version {
        let key: String
        let row: Source.Row
        let from: Int64
        var to: Int64?

        func write(to rows: inout CopyWriter) throws(DatabaseError) {
            try rows.beginRow()
            rows.write(utf8: key)
            rows.write(from)
            rows.put(integer: to)
            row.write(to: &rows)
        }
    }

    private let projection: Source
    private(set) var rows: [String: Source.Row]
    /// Where the version that holds now stands in ``versions``; absent: it is in the table.
    private var current: [String: Int] = [:]
    /// Versions that began in this batch, in order.
    private(set) var versions: [Version] = []
    /// Keys whose version in the table ended, and the position that ended it.
    private(set) var ended: [(key: String, to: Int64)] = []

    /// - Parameter rows: The open rows of every key that the batch touches, as the table has them.
    init(_ projection: Source, rows: [String: Source.Row] = [:]) {
        self.projection = projection
        self.rows = rows
    }

    /// - Throws: What the projection throws; the fold is then as before the event.
    mutating func apply(_ recorded: RecordedEvent) throws(RefusedByProjection) {
        guard projection.needs(recorded.event.type) else { return }
        var changes: [(key: String, before: Source.Row?, row: Source.Row?)] = []
        for key in projection.keys(of: recorded) {
            let before = rows[key]
            var row = before
            try projection.evolve(&row, key: key, by: recorded)
            if row != before { changes.append((key, before, row)) }
        }
        for change in changes {
            end(change.key, existed: change.before != nil, at: recorded.position)
            rows[change.key] = change.row
            guard let row = change.row else { continue }
            current[change.key] = versions.count
            versions.append(
                Version(key: change.key, row: row, from: recorded.position, to: nil))
        }
    }

    private mutating func end(_ key: String, existed: Bool, at position: Int64) {
        if let index = current.removeValue(forKey: key) {
            versions[index].to = position
        } else if existed {
            ended.append((key, position))
        }
    }
}
