import Filings

/// Folds a batch of events in memory and keeps what became of every row.
struct ProjectionFold<Source: Projection> {
    /// A row and the positions between which it held; open while `to` is `nil`.
    struct Version {
        let key: String
        let row: Source.Row
        let from: Int64
        var to: Int64?
    }

    private let projection: Source
    private var rows: [String: Source.Row]
    /// Where the version that holds now stands in ``versions``; absent: it is in the table.
    private var current: [String: Int] = [:]
    /// Versions that began in this batch, in order.
    private(set) var versions: [Version] = []
    /// Keys whose version in the table ended, and the position that ended it.
    private(set) var ended: [(key: String, to: Int64)] = []

    /// - Parameter rows: The open rows of every key that the batch touches, as the table has them.
    init(_ projection: Source, rows: [String: Source.Row]) {
        self.projection = projection
        self.rows = rows
    }

    mutating func apply(_ recorded: RecordedEvent) {
        for key in projection.keys(of: recorded) {
            let before = rows[key]
            var row = before
            projection.evolve(&row, key: key, by: recorded)
            if row == before { continue }
            end(key, existed: before != nil, at: recorded.position)
            rows[key] = row
            guard let row else { continue }
            current[key] = versions.count
            versions.append(Version(key: key, row: row, from: recorded.position, to: nil))
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
