import EventStorage
import Postgres

/// A digest says what the rows are and not how they are stored.
///
/// It covers a header (``digestFormat``, the projection's name and version, the names of the
/// columns) and every version of every row in the order of key, by its bytes, and `from_position`.
/// Values are hashed as binary COPY sends them: no session's time zone, style of dates or locale has
/// a part in them. Generated columns are left out: PostgreSQL's version may have a say in those.
extension Projection {
    /// Changed whenever other bytes are hashed: digests of two formats are never equal.
    private var digestFormat: String { "annals read model 1" }

    /// Hashes a table as it was at a position: rows that began later do not count, rows that ended
    /// later are open. So it equals the digest of a replay to that position.
    ///
    /// Flat memory; the table is read in the transaction that is open, if one is.
    package func digest(
        in place: TablePlace, at position: Int64, on connection: isolated Connection
    ) throws(EventStoreError) -> ReadModelDigest {
        let columns = ["key", "from_position", "to_position"] + Row.columns.map(\.name)
        var hash = FieldHash()
        hash.put(digestFormat)
        hash.put(name)
        hash.put(version)
        hash.put(Int64(columns.count))
        for column in columns { hash.put(column) }
        var rows: Int64 = 0
        do {
            let table = ProjectionTable(self, in: place)
            try connection.copyOut(table.copyOutCommand(at: position)) { row in
                rows += 1
                while row.remainingFields > 0 { hash.put(row.nextField()) }
            }
        } catch let error as DatabaseError {
            throw EventStoreError(error)
        } catch {
            throw .unreadable(position: nil, reason: "\(error)")
        }
        return ReadModelDigest(
            projection: name, version: version, position: position, rows: rows,
            digest: hash.finish())
    }
}

extension ProjectionTable {
    /// COPY takes no parameters; the position is a number of ours.
    ///
    /// The key's collation is "C", by which the index on the history is ordered, too.
    fileprivate func copyOutCommand(at position: Int64) -> String {
        """
        COPY (SELECT key, from_position,
                  CASE WHEN to_position <= \(position) THEN to_position END,
                  \(Source.Row.columnNames)
              FROM \(name) WHERE from_position <= \(position)
              ORDER BY key, from_position)
        TO STDOUT (FORMAT binary)
        """
    }
}
