import EventStorage
import Filings
import Postgres
import Schema
import TestSupport
import Testing

struct MigratorTests {
    /// What pg_dump makes of the schema, without the lines that change at every run.
    private func dump(_ url: String) throws -> [Substring] {
        try shell("pg_dump --schema-only '\(url)'").split(separator: "\n").filter { line in
            !line.hasPrefix("\\restrict") && !line.hasPrefix("\\unrestrict")
        }
    }

    private func withPool<Value>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (String, Pool) async throws -> Value
    ) async throws -> Value {
        try await withTurn {
            try await withScratchDatabase { url in
                let pool = Surroundings.pool(url, size: 2)
                let value = try await body(url, pool)
                await pool.close()
                return value
            }
        }
    }

    @Test func `a new database gets every file, and the second time none`() async throws {
        try await withPool { _, pool in
            let first = try await Migrator(pool).migrate()
            #expect(first == SchemaFile.all.map(\.name))
            let second = try await Migrator(pool).migrate()
            #expect(second.isEmpty)
        }
    }

    /// The check at the end of the log's use holds each against what the tile makes.
    @Test func `tiles from before their hashes were kept get them`() async throws {
        try await withLog { log in
            let parts = (1...7).map { stream in
                AppendRequest.Part(
                    NewEvent.samples(stream * 1_000...stream * 1_000 + 199),
                    to: .numbered(stream))
            }
            _ = try await log.store.bulkAppend(parts, by: "tester")
            try await log.store.integrate()
            try await log.query("ALTER TABLE annals.tiles DROP COLUMN root")
            try await log.query("DELETE FROM annals.schema_files WHERE name = 'm0026_tile_roots'")
            #expect(try await Migrator(log.pool).migrate() == ["m0026_tile_roots"])
            let rows = try await log.query("SELECT count(*) FROM annals.tiles")
            #expect(try rows.first?.decode(0, as: Int64.self) == 5)
        }
    }

    @Test func `before that the store says what is missing`() async throws {
        try await withPool { _, pool in
            let store = EventStore(pool)
            for error in [
                await refusal { try await store.append(1...1) },
                await refusal { try await store.head() },
                await refusal { try await store.events(after: 0, most: 1) },
                await refusal {
                    try await store.bulkAppend([.init([.sample(1)], to: .sample)], by: "tester")
                },
            ] {
                guard case .notMigrated = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
            }
        }
    }

    @Test func `of two migrators at once one works and one waits`() async throws {
        for _ in 1...3 {
            try await withPool { url, _ in
                let ran = try await withThrowingTaskGroup(of: [String].self) { group in
                    for _ in 1...4 {
                        group.addTask {
                            let pool = Surroundings.pool(url, size: 1)
                            let names = try await Migrator(pool).migrate()
                            await pool.close()
                            return names
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(ran.filter { !$0.isEmpty } == [SchemaFile.all.map(\.name)])
            }
        }
    }

    private static let migrations = SchemaFile.all.filter { $0.kind == .migration }

    /// Below two there is no ledger of files: no program has ever left a database so.
    @Test(arguments: 2...migrations.count)
    func `a database that was migrated step by step and a new one dump alike`(
        steps: Int
    ) async throws {
        let new = try await withPool { url, pool in
            _ = try await Migrator(pool).migrate()
            return try dump(url)
        }
        try await withPool { url, pool in
            try await migrate(pool, asAnOlderProgramWith: steps)
            let rest = Self.migrations.dropFirst(steps).map(\.name)
            let functions = SchemaFile.all.filter { $0.kind == .function }.map(\.name)
            #expect(try await Migrator(pool).migrate() == rest + functions)
            #expect(try dump(url) == new)
            #expect(new.count > 300)
        }
    }

    /// Does what a program did that had only the first migrations, and older functions.
    private func migrate(_ pool: Pool, asAnOlderProgramWith steps: Int) async throws {
        try await pool.perform { connection throws(DatabaseError) in
            for (index, file) in Self.migrations.prefix(steps).enumerated() {
                if index > 0 { try connection.script("SET ROLE annals_owner") }
                try connection.script(file.text)
            }
            for file in Self.migrations.prefix(steps) {
                try connection.execute(
                    """
                    INSERT INTO annals.schema_files VALUES (\(file.name), md5(\(file.text)), now())
                    """)
            }
            try connection.script(
                """
                CREATE FUNCTION annals.position_at(_instant timestamptz) RETURNS bigint
                    LANGUAGE sql AS 'SELECT -1::bigint';
                INSERT INTO annals.schema_files VALUES ('position_at', 'old', now());
                RESET ROLE;
                """)
        }
    }

    @Test func `a function whose text has changed is replaced, alone`() async throws {
        try await withPool { _, pool in
            _ = try await Migrator(pool).migrate()
            try await pool.perform { connection throws(DatabaseError) in
                try connection.script(
                    """
                    CREATE OR REPLACE FUNCTION annals.position_at(_instant timestamptz)
                    RETURNS bigint LANGUAGE sql AS 'SELECT -1::bigint';
                    UPDATE annals.schema_files SET digest = 'old' WHERE name = 'position_at';
                    """)
            }
            #expect(try await Migrator(pool).due() == ["position_at"])
            #expect(try await Migrator(pool).migrate() == ["position_at"])
            #expect(try await EventStore(pool).position(at: .now) == 0)
        }
    }

    @Test func `a newer program's database is refused and left as it is`() async throws {
        try await withPool { url, pool in
            _ = try await Migrator(pool).migrate()
            try await pool.perform { connection throws(DatabaseError) in
                try connection.script(
                    """
                    INSERT INTO annals.schema_files VALUES ('m0999_later', 'x', now());
                    UPDATE annals.schema_files SET digest = 'old' WHERE name = 'position_at';
                    """)
            }
            let before = try dump(url)
            let error = await refusal { try await Migrator(pool).migrate() }
            #expect(error == .newerSchema(file: "m0999_later"))
            #expect(try dump(url) == before)
        }
    }

    @Test func `a migration that fails changes nothing`() async throws {
        try await withPool { url, pool in
            try await pool.perform { connection throws(DatabaseError) in
                try connection.script("CREATE SCHEMA annals_read; CREATE TABLE annals_read.a ()")
            }
            let before = try dump(url)
            let error = await refusal { try await Migrator(pool).migrate() }
            guard case .database(let failure) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(failure.sqlState == SQLState("42P06"))
            #expect(try dump(url) == before)
        }
    }
}
