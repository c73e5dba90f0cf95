import EventStorage
import Postgres

/// Compares the next table of a projection with its live one, in the server and in one state of both.
struct TableComparer: Sendable {
    let pool: Pool
    /// So many differing rows are named.
    private static var most: Int64 { 5 }

    /// Rows of the next table, with those that hold no longer.
    func rows(of projection: any Projection) async throws(BuildError) -> Int64 {
        try await pool.perform(throwing: BuildError.self) { connection throws(BuildError) in
            try BuildError.wrappingDatabase { () throws(DatabaseError) in
                try connection.query(
                    "SELECT count(*) FROM annals_next.\(identifier: projection.name)"
                ).first?.decode(0) ?? 0
            }
        }
    }

    /// - Returns: `nil` when there is no live table.
    func compare(_ projection: any Projection) async throws(BuildError) -> TableComparison? {
        try await pool.perform(throwing: BuildError.self) { connection throws(BuildError) in
            try connection.transaction(.snapshot, throwing: BuildError.self) {
                connection throws(BuildError) in
                let standing = try PlacedCheckpoints(
                    of: [projection], locks: false, on: connection)
                guard let live = standing[projection, .live],
                    let next = standing[projection, .next]
                else { return nil }
                return try BuildError.wrappingDatabase { () throws(DatabaseError) in
                    try compare(
                        projection.name, at: min(live.position, next.position), on: connection)
                }
            }
        }
    }

    private func compare(
        _ name: String, at position: Int64, on connection: isolated Connection
    ) throws(DatabaseError) -> TableComparison {
        // Both tables are hashed or sorted whole.
        try connection.script("SET LOCAL work_mem = '128MB'")
        let (shared, apart) = try columns(of: name, on: connection)
        let counts = try connection.query(differences(of: name, shared, at: position))
        var numbers: [TableComparison.Kind: Int64] = [:]
        var first: [TableComparison.Difference] = []
        for row in counts {
            let word: String = try row.decode(0)
            guard let kind = TableComparison.Kind(rawValue: word) else { continue }
            numbers[kind] = try row.decode(3)
            first.append(
                .init(kind: kind, key: try row.decode(1), fromPosition: try row.decode(2)))
        }
        return TableComparison(
            position: position, added: numbers[.added] ?? 0, gone: numbers[.gone] ?? 0,
            changed: numbers[.changed] ?? 0, first: first, columnsApart: apart)
    }

    /// Columns by name and type, but those of the history and those that PostgreSQL computes.
    private func columns(
        of name: String, on connection: isolated Connection
    ) throws(DatabaseError) -> (shared: [String], apart: [String]) {
        let rows = try connection.query(
            """
            SELECT attname::text, count(*) = 2 FROM pg_attribute
            WHERE attrelid IN (
                    to_regclass('annals_read.' || \(name)), to_regclass('annals_next.' || \(name)))
                AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                AND attname NOT IN ('key', 'from_position', 'to_position')
            GROUP BY attname, atttypid, atttypmod ORDER BY min(attnum), attname
            """)
        var shared: [String] = []
        var apart: [String] = []
        for row in rows {
            let column: String = try row.decode(0)
            if try row.decode(1) {
                shared.append(column)
            } else if !apart.contains(column) {
                apart.append(column)
            }
        }
        return (shared, apart)
    }

    /// The first differing rows, each with how many of its kind there are.
    private func differences(of name: String, _ columns: [String], at position: Int64) -> SQL {
        let table = "\"\(name)\""
        let clipped: SQL = "CASE WHEN to_position <= \(position) THEN to_position END"
        let names = columns.map { ", \"\($0)\"" }.joined()
        func values(of table: String) -> String {
            (["to_position"] + columns).map { "\(table).\"\($0)\"" }.joined(separator: ", ")
        }
        return """
            WITH old AS (
                SELECT key, from_position, \(clipped) AS to_position\(raw: names)
                FROM annals_read.\(raw: table) WHERE from_position <= \(position)),
            new AS (
                SELECT key, from_position, \(clipped) AS to_position\(raw: names)
                FROM annals_next.\(raw: table) WHERE from_position <= \(position)),
            differences AS MATERIALIZED (
                SELECT CASE WHEN old.key IS NULL THEN 'added' WHEN new.key IS NULL THEN 'gone'
                        ELSE 'changed' END AS kind,
                    coalesce(new.key, old.key) AS key,
                    coalesce(new.from_position, old.from_position) AS from_position
                FROM old FULL JOIN new
                    ON new.key = old.key AND new.from_position = old.from_position
                WHERE old.key IS NULL OR new.key IS NULL
                    OR (\(raw: values(of: "old"))) IS DISTINCT FROM (\(raw: values(of: "new")))),
            numbers AS (SELECT kind, count(*) AS number FROM differences GROUP BY kind)
            SELECT kind, key, from_position, number FROM (
                SELECT d.kind, d.key, d.from_position, n.number,
                    row_number() OVER (PARTITION BY kind ORDER BY key, from_position) AS place
                FROM differences d JOIN numbers n USING (kind)) AS numbered
            WHERE place <= \(Self.most)
            ORDER BY key, from_position
            """
    }
}
