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
    /// How many triggers keep what is recorded where all are on: of the log in one table.
    private static let fewestTriggers = 10

    let triggers: Int
    let partitions: Int
    let lastPosition: Int64

    /// A divided log has one more for each partition, and one that keeps keys apart.
    var allTriggers: Int { Self.fewestTriggers + (partitions > 0 ? partitions + 1 : 0) }
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
                    AND tgfoid IN ('annals.refuse_change'::regproc,
                        'annals.refuse_taken_places'::regproc)),
                (SELECT count(*) FROM annals.partitions),
                coalesce((SELECT max(position) FROM annals.events), 0)
            """)
        return LogFacts(
            triggers: try row.decode(0), partitions: try row.decode(1),
            lastPosition: try row.decode(2))
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
