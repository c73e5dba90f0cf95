import EventStorage
import Postgres

/// The tables of one replay, in a schema for what is thrown away, and that its process lives.
///
/// While it lives it holds a lock of a transaction that does nothing else, on a connection of its
/// own: that works behind a pooler and ends with the process. Tables of a replay whose lock can be
/// had are those of one that was killed.
struct ReplayTables: Sendable {
    /// A random name of letters and digits: each table has it behind its last underscore.
    let build: String
    private let pool: Pool
    private let life: Connection

    var place: TablePlace { .replay(build: build) }

    /// Removes what killed replays left, and marks this one as living.
    init(in pool: Pool) async throws(BuildError) {
        self.pool = pool
        build = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let name = build
        do throws(DatabaseError) {
            life = try await pool.connectAlone()
        } catch {
            throw BuildError(error)
        }
        do throws(DatabaseError) {
            try await life.perform { connection throws(DatabaseError) in
                try connection.script("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0")
                try connection.execute("SELECT pg_advisory_xact_lock(\(Self.key(of: "\(name)")))")
            }
            try await Self.removeLeftovers(in: pool)
        } catch {
            await life.close()
            throw BuildError(error)
        }
    }

    /// Drops the tables, also when this task was cancelled.
    func drop() async throws(BuildError) {
        let (pool, build) = (pool, build)
        let dropping = Task { () async -> Result<Void, DatabaseError> in
            do throws(DatabaseError) {
                return .success(
                    try await pool.perform { connection throws(DatabaseError) in
                        try connection.transaction(throwing: DatabaseError.self) {
                            connection throws(DatabaseError) in
                            try Self.drop(build, on: connection)
                        }
                    })
            } catch {
                return .failure(error)
            }
        }
        let dropped = await dropping.value
        await life.close()
        do throws(DatabaseError) { try dropped.get() } catch { throw BuildError(error) }
    }

    private static func removeLeftovers(in pool: Pool) async throws(DatabaseError) {
        try await pool.perform { connection throws(DatabaseError) in
            let rows = try connection.query(
                """
                SELECT build FROM annals_read.builds WHERE place = 'replay'
                UNION
                SELECT substring(relname FROM '[^_]*$') FROM pg_class
                WHERE relnamespace = 'annals_replay'::regnamespace AND relkind = 'r'
                """)
            for row in rows {
                let build: String = try row.decode(0)
                try connection.transaction(throwing: DatabaseError.self) {
                    connection throws(DatabaseError) in
                    let isDead: Bool? = try connection.query(
                        "SELECT pg_try_advisory_xact_lock(\(key(of: "\(build)")))"
                    ).first?.decode(0)
                    if isDead == true { try drop(build, on: connection) }
                }
            }
        }
    }

    private static func drop(
        _ build: String, on connection: isolated Connection
    ) throws(DatabaseError) {
        let tables = try connection.query(
            """
            SELECT relname FROM pg_class
            WHERE relnamespace = 'annals_replay'::regnamespace AND relkind = 'r'
                AND substring(relname FROM '[^_]*$') = \(build)
            """)
        try connection.script("SET LOCAL ROLE annals_projector")
        for table in tables {
            let name: String = try table.decode(0)
            try connection.execute("DROP TABLE annals_replay.\(identifier: name)")
        }
        try connection.script("RESET ROLE")
        try connection.execute(
            "DELETE FROM annals_read.builds WHERE build = \(build) AND place = 'replay'")
    }

    /// The lock that says that a replay lives, by an SQL expression of its name.
    static func key(of build: SQL) -> SQL { "hashtextextended('annals replay ' || \(build), 0)" }
}
