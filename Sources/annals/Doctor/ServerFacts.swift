import Answering
import Postgres

/// What the server says of itself.
struct ServerFacts {
    let version: String
    let fsync: String
    let commit: String
}

/// What the log's tables say.
struct LogFacts {
    /// How many triggers refuse changes where all are on.
    static let allTriggers = 10

    let triggers: Int
    let lastPosition: Int64
}

extension Ledger {
    func serverFacts() async throws -> ServerFacts {
        let row = try await row(
            """
            SELECT current_setting('server_version'), current_setting('fsync'),
                current_setting('synchronous_commit')
            """)
        return ServerFacts(
            version: try row.decode(0), fsync: try row.decode(1), commit: try row.decode(2))
    }

    func logFacts() async throws -> LogFacts {
        let row = try await row(
            """
            SELECT (SELECT count(*) FROM pg_trigger WHERE tgenabled = 'O' AND NOT tgisinternal
                    AND tgfoid = 'annals.refuse_change'::regproc),
                coalesce((SELECT max(position) FROM annals.events), 0)
            """)
        return LogFacts(triggers: try row.decode(0), lastPosition: try row.decode(1))
    }

    private func row(_ sql: SQL) async throws -> Row {
        let rows = try await pool.perform { connection throws(DatabaseError) in
            try connection.query(sql)
        }
        guard let row = rows.first else {
            throw DatabaseError(message: "The server says nothing of itself.")
        }
        return row
    }
}
