import EventStorage
import Filings
import Postgres

/// A projection's table: how it is made, read and written.
///
/// Each row has its key and the positions from and to which it held: `from_position` is the event
/// that made it, `to_position` the one that ended it, NULL while it holds.
struct ProjectionTable<Source: Projection> {
    let projection: Source
    let place: TablePlace

    init(_ projection: Source, in place: TablePlace = .live) {
        self.projection = projection
        self.place = place
    }

    private var table: String { place.table(projection.name) }
    var name: String { "\(place.schema).\(table)" }

    /// Makes the empty table in place of one that is there; without indexes, see
    /// ``createIndexes(on:)``.
    func create(on connection: isolated Connection) throws(DatabaseError) {
        let columns = Source.Row.columns.map { "\($0.name) \($0.type)" } + Source.Row.generated
        // Whoever runs the projector, the tables belong to the role that keeps them.
        try connection.script(
            """
            SET LOCAL ROLE annals_projector;
            DROP TABLE IF EXISTS \(name);
            CREATE TABLE \(name) (
                key text NOT NULL COLLATE "C", from_position bigint NOT NULL, to_position bigint,
                \(columns.joined(separator: ", ")));
            COMMENT ON TABLE \(name) IS 'Read model, version \(projection.version).';
            GRANT SELECT ON \(name) TO annals_reader, annals_writer;
            RESET ROLE;
            """)
    }

    /// One statement for each index, so that they can be made one after the other or side by side;
    /// each does nothing where its index is there.
    ///
    /// - Parameter trigrams: The schema of PostgreSQL's extension pg_trgm.
    func indexes(trigrams: String = "annals_trigrams") -> [String] {
        [
            """
            CREATE UNIQUE INDEX IF NOT EXISTS \(table)_by_key ON \(name) (key)
            WHERE to_position IS NULL
            """,
            "CREATE INDEX IF NOT EXISTS \(table)_by_history ON \(name) (key, from_position)",
        ]
            + Source.Row.indexes.enumerated().map { number, index in
                let ending = Self.ending(index, number: number, most: 63 - table.utf8.count)
                let index = index.split(separator: "gin_trgm_ops", omittingEmptySubsequences: false)
                    .joined(separator: "\(trigrams).gin_trgm_ops")
                return "CREATE INDEX IF NOT EXISTS \(table)\(ending) ON \(name) \(index)"
            }
    }

    /// `_by_company_anchor`, of what an index is on: `(company, anchor)`.
    ///
    /// - Parameter most: PostgreSQL cuts longer names, so that two of them could be the same; then
    ///   the number tells them apart.
    private static func ending(_ index: String, number: Int, most: Int) -> String {
        let words = index.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        let name = "_by_" + words.filter { $0 != "USING" }.joined(separator: "_").lowercased()
        return name.utf8.count <= most ? name : "_by_\(number + 1)"
    }

    func createIndexes(on connection: isolated Connection) throws(DatabaseError) {
        try connection.script("SET LOCAL ROLE annals_projector")
        let trigrams = try Self.trigramSchema(on: connection)
        for index in indexes(trigrams: trigrams) { try connection.script(index) }
        try connection.script("RESET ROLE")
    }

    /// An extension that was there before the schema may stand elsewhere.
    static func trigramSchema(on connection: isolated Connection) throws(DatabaseError) -> String {
        let row = try connection.query(
            "SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'pg_trgm'"
        ).first
        return try row?.decode(0) ?? "annals_trigrams"
    }

    func openRows(
        of keys: [String], on connection: isolated Connection
    ) throws(EventStoreError) -> [String: Source.Row] {
        let found: [Row]
        do throws(DatabaseError) {
            found = try connection.query(
                """
                SELECT key, \(raw: Source.Row.columnNames) FROM \(raw: name)
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
            try connection.copyIn(copyCommand, columns: copyColumns) { rows in
                for version in fold.versions { try version.write(to: &rows) }
            }
        } catch let error as DatabaseError {
            throw EventStoreError(error)
        } catch {
            throw .unreadable(position: nil, reason: "\(error)")
        }
    }

    var copyCommand: String {
        """
        COPY \(name) (key, from_position, to_position, \(Source.Row.columnNames))
        FROM STDIN (FORMAT binary)
        """
    }

    var copyColumns: Int { 3 + Source.Row.columns.count }
}
