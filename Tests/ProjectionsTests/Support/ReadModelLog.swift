import EventStorage
import Filings
import Postgres
import TestSupport

@testable import Projections

/// A migrated scratch database with a log, and its read models as rows of text.
struct ReadModelLog: Sendable {
    let url: String
    let pool: Pool
    let store: EventStore

    var models: ReadModels { ReadModels(store) }

    @discardableResult
    func project(
        batch: Int = 5_000,
        progress: @escaping @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws -> Int64 {
        try await Projector(store, batch: batch).run(progress: progress).head
    }

    /// Runs a statement that is no business of the store.
    @discardableResult
    func query(_ sql: SQL) async throws -> [Row] {
        try await pool.perform { connection throws(DatabaseError) in try connection.query(sql) }
    }

    /// Every row of every read model, positions included, in order.
    func rows() async throws -> [String: [String]] {
        var rows: [String: [String]] = [:]
        for projection in ProjectionCatalog.all {
            rows[projection.name] = try await query(
                """
                SELECT t::text FROM annals_read.\(identifier: projection.name) t
                ORDER BY key, from_position
                """
            ).map { row in try row.decode(0) }
        }
        return rows
    }

    /// Takes the read models away, as if nothing had ever been projected.
    func forgetReadModels() async throws {
        for projection in ProjectionCatalog.all {
            try await query("DROP TABLE IF EXISTS annals_read.\(identifier: projection.name)")
        }
        try await query("DELETE FROM annals_read.checkpoints")
    }

    /// Appends events stream by stream, one request for each run of events of the same stream.
    func append(_ history: [(StreamName, NewEvent)]) async throws {
        var run: [NewEvent] = []
        for (index, (stream, event)) in history.enumerated() {
            run.append(event)
            if index + 1 < history.count, history[index + 1].0 == stream { continue }
            try await store.append(run, to: stream, by: "tester")
            run = []
        }
    }

    func events() async throws -> [RecordedEvent] {
        try await store.events(after: 0, most: 100_000)
    }
}

/// Runs the body on a new, migrated database.
func withReadModelLog<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: (ReadModelLog) async throws -> Value
) async throws -> Value {
    try await withScratchDatabase { url in
        // A crash of the server is not what these tests are about.
        let url = url + (url.contains("?") ? "&" : "?") + "options=-c%20synchronous_commit%3Doff"
        let pool = Pool(url, size: 4)
        do {
            _ = try await Migrator(pool).migrate()
            let value = try await body(
                ReadModelLog(url: url, pool: pool, store: EventStore(pool)))
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }
}
