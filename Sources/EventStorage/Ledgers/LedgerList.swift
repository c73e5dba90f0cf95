import Filings
import Postgres

/// The ledgers of a database.
public struct LedgerList: Sendable {
    private let pool: Pool

    /// - Parameter pool: Of the usual ledger, or of a database without it: names mean themselves.
    public init(_ pool: Pool) { self.pool = pool }

    /// How one stands.
    public struct Entry: Sendable {
        public let name: LedgerName
        /// Its newest event's position; 0 without any.
        public let position: Int64
        public let recordedAt: Instant?
        /// How many events the newest checkpoint signs, and under which name; `nil` without any.
        public let signedEvents: Int64?
        public let origin: String?
        /// All its tables with their indexes.
        public let sizeBytes: Int64
    }

    /// Those that the role may read: the usual one first, then by name.
    public func names() async throws(EventStoreError) -> [LedgerName] {
        try await pool.perform(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            try Self.names(on: connection)
        }
    }

    public func entries() async throws(EventStoreError) -> [Entry] {
        try await pool.perform(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            var entries: [Entry] = []
            for name in try Self.names(on: connection) {
                entries.append(try Self.entry(of: name, on: connection))
            }
            return entries
        }
    }

    /// Whether the ledger of these connections is there.
    public static func exists(through pool: Pool) async throws(EventStoreError) -> Bool {
        let rows = try await pool.perform(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            try connection.rows("SELECT FROM pg_class WHERE oid = to_regclass('annals.head')")
        }
        return !rows.isEmpty
    }

    private static func names(
        on connection: isolated Connection
    ) throws(EventStoreError) -> [LedgerName] {
        let rows = try connection.rows(
            """
            SELECT n.nspname::text FROM pg_namespace n
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'head' AND c.relkind = 'r'
            WHERE (n.nspname = \(LedgerName.usual.schema) OR n.nspname LIKE 'ledger\\_%')
                AND has_schema_privilege(n.oid, 'USAGE')
            ORDER BY n.nspname
            """)
        do throws(DatabaseError) {
            let schemas = try rows.map { row throws(DatabaseError) in
                try row.decode(0, as: String.self)
            }
            return schemas.compactMap { LedgerName(schema: $0) }
        } catch {
            throw EventStoreError(error)
        }
    }

    private static func entry(
        of name: LedgerName, on connection: isolated Connection
    ) throws(EventStoreError) -> Entry {
        let row = try connection.rows(
            """
            SELECT h.position, h.recorded_at, c.size, c.origin,
                (SELECT COALESCE(sum(pg_total_relation_size(t.oid)), 0)::bigint
                FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
                WHERE t.relkind IN ('r', 'm')
                    AND (n.nspname = \(name.schema) OR n.nspname LIKE \(name.pattern)))
            FROM \(identifier: name.schema).head h
            LEFT JOIN LATERAL (
                SELECT size, origin FROM \(identifier: name.schema).log_checkpoints
                ORDER BY size DESC LIMIT 1
            ) c ON true
            """
        ).first
        guard let row else { throw .notMigrated(detail: "\(name) has no head row") }
        do throws(DatabaseError) {
            let position: Int64 = try row.decode(0)
            let time: TimestampMicroseconds = try row.decode(1)
            return Entry(
                name: name, position: position,
                recordedAt: position == 0
                    ? nil : Instant(microsecondsSinceEpoch: time.rawValue),
                signedEvents: try row.decode(2), origin: try row.decode(3),
                sizeBytes: try row.decode(4))
        } catch {
            throw EventStoreError(error)
        }
    }
}

extension LedgerName {
    /// `LIKE` for the schemas beside that of its log.
    fileprivate var pattern: String {
        schema.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "\\_")
            + "\\_%"
    }
}
