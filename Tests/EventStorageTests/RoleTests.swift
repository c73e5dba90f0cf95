import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

/// Who may do what: the grants of `Schema/migrations`.
struct RoleTests {
    private static let refused: [(String, String)] = [
        ("annals_writer", "UPDATE annals.events SET type = type"),
        ("annals_writer", "DELETE FROM annals.events"),
        ("annals_writer", "TRUNCATE annals.events"),
        ("annals_writer", "UPDATE annals.streams SET name = name"),
        ("annals_writer", "DELETE FROM annals.streams"),
        ("annals_writer", "TRUNCATE annals.streams"),
        ("annals_writer", "UPDATE annals.event_tags SET tag = tag"),
        ("annals_writer", "DELETE FROM annals.event_tags"),
        ("annals_writer", "TRUNCATE annals.event_tags"),
        ("annals_writer", "UPDATE annals.tiles SET hashes = hashes"),
        ("annals_writer", "DELETE FROM annals.tree"),
        ("annals_writer", "UPDATE annals.log_checkpoints SET root = root"),
        ("annals_writer", "DELETE FROM annals.log_signatures"),
        ("annals_reader", "UPDATE annals.tree SET size = size"),
        ("annals_reader", "INSERT INTO annals.tiles SELECT * FROM annals.tiles"),
        (
            "annals_projector",
            "INSERT INTO annals.log_checkpoints SELECT * FROM annals.log_checkpoints"
        ),
        ("annals_writer", "DELETE FROM annals.head"),
        ("annals_writer", "INSERT INTO annals.head VALUES (2, 0, now(), 0)"),
        ("annals_writer", "UPDATE annals.head SET ledger_id = 2"),
        ("annals_writer", "ALTER TABLE annals.events DISABLE TRIGGER ALL"),
        ("annals_writer", "CREATE TABLE annals.mine ()"),
        ("annals_writer", "CREATE TABLE annals_read.mine ()"),
        ("annals_writer", "INSERT INTO annals_read.checkpoints SELECT FROM annals.head"),
        ("annals_reader", "INSERT INTO annals.events SELECT * FROM annals.events"),
        ("annals_reader", "INSERT INTO annals.streams VALUES (9, 1, 'x')"),
        ("annals_reader", "INSERT INTO annals.event_tags VALUES ('x', 1)"),
        ("annals_reader", "UPDATE annals.head SET position = position"),
        ("annals_reader", "SELECT FROM annals.head FOR UPDATE"),
        ("annals_reader", "DELETE FROM annals.events"), ("annals_reader", "TRUNCATE annals.head"),
        ("annals_reader", "DELETE FROM annals_read.checkpoints"),
        ("annals_reader", "CREATE TABLE annals_read.mine ()"),
        ("annals_projector", "INSERT INTO annals.streams VALUES (9, 1, 'x')"),
        ("annals_projector", "UPDATE annals.head SET position = position"),
        ("annals_projector", "DELETE FROM annals.events"),
        ("annals_projector", "CREATE TABLE annals.mine ()"),
        ("annals_projector", "DROP TABLE annals_read.checkpoints"),
    ]

    @Test func `a role may not do what is not its own`() async throws {
        try await withLog { log in
            try await log.store.append(.sample(1, tags: ["a:1"]))
            for (role, statement) in Self.refused {
                let connection = try await Connection(
                    log.url(as: role), options: Surroundings.options)
                let error = await #expect(throws: DatabaseError.self, "\(role): \(statement)") {
                    try await connection.execute(SQL(statement))
                }
                #expect(error?.sqlState == .insufficientPrivilege, "\(role): \(statement)")
                await connection.close()
            }
        }
    }

    private static func store(of log: ScratchLog, as role: String) -> EventStore {
        EventStore(Pool(log.url(as: role), size: 1, options: Surroundings.options))
    }

    @Test func `the writer appends on every path, and reads`() async throws {
        try await withLog { log in
            let writer = Self.store(of: log, as: "annals_writer")
            try await writer.append(1...2, expecting: .noStream)
            try await writer.append(3...3, expecting: .exactly(2))
            try await writer.append(.sample(4, tags: ["a:1"]))
            let report = try await writer.bulkAppend(
                [.init([.sample(5, tags: ["b:2"])], to: .other)], by: "tester")
            #expect(report.appended == 1)
            let again = try await writer.bulkAppend(
                [.init([.sample(5, tags: ["b:2"]), .sample(6)], to: .other)], by: "tester")
            #expect(again.known == 1)
            #expect(try await writer.events(after: 0, most: 10).count == 6)
            #expect(try await writer.head().position == 6)
            try await writer.announce()
            await writer.pool.close()
        }
    }

    @Test(arguments: ["annals_reader", "annals_projector"])
    func `the reader and the projector read all and append nothing`(role: String) async throws {
        try await withLog { log in
            try await log.store.append(.sample(1, tags: ["a:1"]))
            let reader = Self.store(of: log, as: role)
            #expect(try await reader.events(after: 0, most: 10).count == 1)
            #expect(try await reader.events(in: .sample).count == 1)
            #expect(try await reader.position(at: .now) == 1)
            var replayed = 0
            try await reader.replay { replayed += $0.count }
            #expect(replayed == 1)
            for expected in [ExpectedVersion.any, .exactly(1)] {
                let error = await refusal {
                    try await reader.append(.sample(2), expecting: expected)
                }
                guard case .database(let failure) = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                #expect(failure.sqlState == .insufficientPrivilege)
            }
            await reader.pool.close()
        }
    }

    @Test func `the projector makes tables and moves checkpoints`() async throws {
        try await withLog { log in
            let connection = try await Connection(
                log.url(as: "annals_projector"), options: Surroundings.options)
            try await connection.script(
                """
                CREATE TABLE annals_read.mine (a int);
                INSERT INTO annals_read.checkpoints
                VALUES ('mine', 'live', 1, 1, 0, NULL, NULL, 'x', 1, 1, now());
                UPDATE annals_read.checkpoints SET position = 1;
                DELETE FROM annals_read.checkpoints;
                DROP TABLE annals_read.mine;
                """)
            await connection.close()
        }
    }
}
