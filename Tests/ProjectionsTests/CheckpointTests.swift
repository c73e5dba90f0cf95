import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

@testable import Projections

@Suite struct CheckpointTests {
    @Test func `a checkpoint remembers the event and the server that it stands on`() async throws {
        try await withReadModelLog { log in
            let head = try await log.project()
            #expect(head == 0)
            try await log.append([(.sample, .named("A")), (.sample, .unknown(7))])
            #expect(try await log.project() == 2)
            let system: String = try #require(
                try await log.query("SELECT system_identifier::text FROM pg_control_system()").first
            ).decode(0)
            let checkpoints = try await Projector(log.store).checkpoints()
            #expect(checkpoints.map(\.projection) == ProjectionCatalog.all.map(\.name).sorted())
            for checkpoint in checkpoints {
                #expect(checkpoint.position == 2)
                #expect(checkpoint.eventKey == "test:7")
                #expect(checkpoint.systemIdentifier == system)
            }
        }
    }

    @Test(
        arguments: [
            ("event_key = 'edgar:1/0000000001-24-000001/8-K'", "another history"),
            ("position = 7", "nothing"),
        ])
    func `a checkpoint on another history is refused with a sentence`(
        change: String, words: String
    ) async throws {
        try await withReadModelLog { log in
            try await log.append([(.sample, .named("A"))])
            try await log.project()
            let before = try await log.rows()
            try await log.query("UPDATE annals_read.checkpoints SET \(raw: change)")
            let error = await #expect(throws: EventStoreError.self) { try await log.project() }
            let sentence = error.map { "\($0)" } ?? ""
            #expect(sentence.contains("read model companies stands on"))
            #expect(sentence.contains(words))
            #expect(try await log.rows() == before)
        }
    }

    @Test func `readers see the old rows until the batch is committed`() async throws {
        try await withReadModelLog { log in
            try await log.append([(.sample, .named("Old name"))])
            try await log.project()
            try await withStoppedProjector(of: log) { lock in
                try await log.append([(.sample, .named("New name"))])
                let run = Task { try await log.project() }
                try await waitForProjector(of: log)
                #expect(
                    try await log.models.companies(matching: "sample").map(\.name) == ["Old name"])
                #expect(try await log.models.companies(matching: "new name") == [])
                _ = try await lock.query("SELECT pg_advisory_unlock(4711)")
                #expect(try await run.value == 2)
            }
            #expect(try await log.models.companies(matching: "sample").map(\.name) == ["New name"])
        }
    }

    @Test func `a session ended inside a batch leaves the rows as they were`() async throws {
        try await withReadModelLog { log in
            try await log.append([(.sample, .named("Old name"))])
            try await log.project()
            let before = try await log.rows()
            try await withStoppedProjector(of: log) { lock in
                try await log.append([(.sample, .named("New name"))])
                let run = Task { try await log.project() }
                let process = try await waitForProjector(of: log)
                try await log.query("SELECT pg_terminate_backend(\(process))")
                #expect(try await log.rows() == before)
                _ = try await lock.query("SELECT pg_advisory_unlock(4711)")
                #expect(try await run.value == 2)
            }
            #expect(try await log.models.companies(matching: "new name").count == 1)
        }
    }

    /// Makes every projector wait before it moves a checkpoint, for a lock that the body releases.
    private func withStoppedProjector(
        of log: ReadModelLog, _ body: (Connection) async throws -> Void
    ) async throws {
        try await log.pool.perform { connection throws(DatabaseError) in
            try connection.script(
                """
                CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_advisory_xact_lock(4711);
                    RETURN NEW;
                END $$;
                CREATE TRIGGER waiting BEFORE UPDATE ON annals_read.checkpoints
                    FOR EACH ROW EXECUTE FUNCTION wait_here();
                """)
        }
        let lock = try await Connection(log.url)
        _ = try await lock.query("SELECT pg_advisory_lock(4711)")
        do {
            try await body(lock)
        } catch {
            await lock.close()
            throw error
        }
        await lock.close()
    }

    /// - Returns: The server's process of the projector that waits.
    @discardableResult
    private func waitForProjector(of log: ReadModelLog) async throws -> Int32 {
        for _ in 0..<1_000 {
            let rows = try await log.query(
                """
                SELECT pid FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                    AND wait_event = 'advisory'
                """)
            if let row = rows.first { return try row.decode(0) }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw NobodyWaits()
    }

    private struct NobodyWaits: Error {}
}
