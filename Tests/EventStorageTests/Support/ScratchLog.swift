import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

/// A migrated scratch database and a store on it.
struct ScratchLog: Sendable {
    let url: String
    let pool: Pool
    let store: EventStore

    /// All stored entries, in the order of positions.
    func entries() async throws -> [[UInt8]] { try await store.entryBytes(after: 0, most: 100_000) }

    /// All events, in the order of positions.
    func events() async throws -> [RecordedEvent] {
        try await store.events(after: 0, most: 100_000)
    }

    /// Runs a statement that is no business of the store.
    @discardableResult
    func query(_ sql: SQL) async throws -> [Row] {
        try await pool.perform { connection throws(DatabaseError) in try connection.query(sql) }
    }

    /// Divides it as ``LogDivision`` does, but into partitions of any size.
    func divide(first: Int64, others: Int64) async throws {
        try await OwnerScript(pool).run(
            """
            ALTER TABLE annals.events ADD CONSTRAINT events_first
                CHECK (position >= 1 AND position < \(first + 1));
            SELECT annals.divide_events(\(first), \(others))
            """)
    }

    /// The same database as one of the roles of the schema.
    func url(as role: String) -> String {
        url + (url.contains("?") ? "&" : "?") + "options=-c%20role%3D\(role)"
    }
}

/// Runs the body on a new, migrated database; checks the whole log when it is done.
///
/// - Parameter partitions: How many events each partition takes, any number; `nil`: one table.
func withLog<Value>(
    isolation: isolated (any Actor)? = #isolation, connections: Int = 3,
    bulkChunkEvents: Int = 20_000, partitions: Int64? = nil,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (ScratchLog) async throws -> Value
) async throws -> Value {
    try await withTurn {
        try await withScratchDatabase { url in
            let pool = Surroundings.pool(url, size: connections)
            let store = EventStore(pool, bulkChunkEvents: bulkChunkEvents)
            let log = ScratchLog(url: url, pool: pool, store: store)
            do {
                _ = try await Migrator(pool).migrate()
                if let partitions { try await log.divide(first: partitions, others: partitions) }
                let value = try await body(log)
                try await LogCheck(log).expectSound(sourceLocation: sourceLocation)
                await pool.close()
                return value
            } catch {
                await pool.close()
                throw error
            }
        }
    }
}
