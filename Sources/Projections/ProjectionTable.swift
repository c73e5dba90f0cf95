import EventStorage
import Filings
import Postgres

/// A projection's table: how it is made, read and written.
///
/// Each row has its key and the positions from and to which it held: `from_position` is the event
/// that made it, `to_position` the one that ended it, NULL while it holds.
struct ProjectionTable<Source: Projection> {
    let projection: Source

    var name: String { "annals_read." + projection.name }
    private var columnNames: [String] { Source.Row.columns.map(\.name) }

    func create(on connection: isolated Connection) throws(DatabaseError) {
        let columns = Source.Row.columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
        // Whoever runs the projector, the tables belong to the role that keeps them.
        var script = """
            SET LOCAL ROLE annals_projector;
            DROP TABLE IF EXISTS \(name);
            CREATE TABLE \(name) (
                key text NOT NULL COLLATE "C", from_position bigint NOT NULL, to_position bigint,
                \(columns));
            CREATE UNIQUE INDEX \(projection.name)_by_key ON \(name) (key)
                WHERE to_position IS NULL;
            CREATE INDEX \(projection.name)_by_history ON \(name) (key, from_position);
            """
        for index in Source.Row.indexes { script += "CREATE INDEX ON \(name) \(index);" }
        script += """
            COMMENT ON TABLE \(name) IS 'Read model, version \(projection.version).';
            GRANT SELECT ON \(name) TO annals_reader, annals_writer;
            RESET ROLE;
            """
        try connection.script(script)
    }

    func openRows(
        of keys: [String], on connection: isolated Connection
    ) throws(EventStoreError) -> [String: Source.Row] {
        let found: [Row]
        do throws(DatabaseError) {
            found = try connection.query(
                """
                SELECT key, \(raw: columnNames.joined(separator: ", ")) FROM \(raw: name)
                WHERE to_position IS NULL AND key = ANY (\(keys))
                """)
        } catch {
            throw EventStoreError(error)
        }
        var rows: [String: Source.Row] = [:]
        rows.reserveCapacity(found.count)
        for row in found {
            var columns = ColumnReader(row, from: 0)
            let key = try columns.text()
            rows[key] = try Source.Row(&columns)
        }
        return rows
    }

    /// Writes what a fold made: ends rows that were open, adds those that began.
    func write(
        _ fold: ProjectionFold<Source>, on connection: isolated Connection
    ) throws(EventStoreError) {
        do {
            if !fold.ended.isEmpty {
                try connection.execute(
                    """
                    UPDATE \(raw: name) AS t SET to_position = e.to_position
                    FROM unnest(\(fold.ended.map(\.key)), \(fold.ended.map(\.to)))
                        AS e(key, to_position)
                    WHERE t.key = e.key AND t.to_position IS NULL
                    """)
            }
            if fold.versions.isEmpty { return }
            let command = """
                COPY \(name) (key, from_position, to_position,
                    \(columnNames.joined(separator: ", "))) FROM STDIN (FORMAT binary)
                """
            try connection.copyIn(command, columns: 3 + columnNames.count) { rows in
                for version in fold.versions {
                    try rows.beginRow()
                    rows.write(utf8: version.key)
                    rows.write(version.from)
                    if let to = version.to { rows.write(to) } else { rows.null() }
                    for value in version.row.values { value.write(to: &rows) }
                }
            }
        } catch let error as DatabaseError {
            throw EventStoreError(error)
        } catch {
            throw .unreadable(position: nil, reason: "\(error)")
        }
    }
}
