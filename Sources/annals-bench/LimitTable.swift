import Postgres

/// The table that stands for PostgreSQL's own limit: the columns, defaults, storage and indexes of
/// `annals.events`, without triggers, head or streams.
enum LimitTable {
    static let definition = """
        CREATE SCHEMA limits;
        CREATE TABLE limits.events (LIKE annals.events INCLUDING ALL);
        """

    private static let columns =
        "position, stream_id, recorded_at, version, type, source_key, entry"

    static let copyIn = "COPY limits.events (\(columns)) FROM STDIN (FORMAT binary)"
    static let copyOut = """
        COPY (SELECT entry FROM limits.events ORDER BY position) TO STDOUT (FORMAT binary)
        """

    /// The log's rows after a position, as they are.
    static func rows(
        after position: Int64, on connection: Connection
    ) async throws -> LimitRows {
        let command = """
            COPY (SELECT \(columns) FROM annals.events WHERE position > \(position)
                  ORDER BY position) TO STDOUT (FORMAT binary)
            """
        return try await connection.perform(throwing: (any Error).self) { connection in
            var rows = LimitRows()
            try connection.copyOut(command) { row in rows.append(&row) }
            return rows
        }
    }

    /// Single-row inserts of rows, to be sent as prepared statements.
    static func inserts(_ rows: LimitRows) -> [SQL] {
        (0..<rows.count).map { index in
            let fields = rows.fields(index)
            return SQL(
                """
                INSERT INTO limits.events (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                binding: integer(fields[0], Int64.self), integer(fields[1], Int64.self),
                TimestampMicroseconds(integer(fields[2], Int64.self) + epochOffset),
                integer(fields[3], Int32.self), String(decoding: fields[4], as: UTF8.self),
                String(decoding: fields[5], as: UTF8.self), fields[6]
            ).prepared
        }
    }

    /// From PostgreSQL's epoch, 2000-01-01, to Unix', in microseconds.
    private static let epochOffset: Int64 = 946_684_800_000_000

    private static func integer<Integer: FixedWidthInteger>(
        _ bytes: [UInt8], _: Integer.Type
    ) -> Integer {
        bytes.reduce(0) { $0 << 8 | Integer($1) }
    }
}
