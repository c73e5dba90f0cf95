import EventStorage
import Filings
import Postgres
import Schema
import TestSupport
import Testing

struct SchemaTests {
    @Test func `every object has a comment`() async throws {
        try await withLog { log in
            let rows = try await log.query(
                """
                WITH ours AS (SELECT oid, nspname FROM pg_namespace WHERE nspname LIKE 'annals%')
                SELECT kind || ' ' || name FROM (
                    SELECT 'schema' AS kind, nspname::text AS name,
                           obj_description(oid, 'pg_namespace') AS comment FROM ours
                    UNION ALL
                    SELECT 'table', c.oid::regclass::text, obj_description(c.oid, 'pg_class')
                    FROM pg_class c JOIN ours ON ours.oid = relnamespace
                    WHERE relkind IN ('r', 'v', 'm', 'p', 'S')
                    UNION ALL
                    SELECT 'column', attrelid::regclass || '.' || attname,
                           col_description(attrelid, attnum)
                    FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
                    JOIN ours ON ours.oid = relnamespace
                    WHERE relkind IN ('r', 'v', 'm', 'p') AND attnum > 0 AND NOT attisdropped
                    UNION ALL
                    SELECT 'function', p.oid::regprocedure::text, obj_description(p.oid, 'pg_proc')
                    FROM pg_proc p JOIN ours ON ours.oid = pronamespace
                    WHERE NOT EXISTS (
                        SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
                    UNION ALL
                    SELECT 'trigger', t.tgname::text, obj_description(t.oid, 'pg_trigger')
                    FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
                    JOIN ours ON ours.oid = relnamespace WHERE NOT tgisinternal
                ) AS objects WHERE coalesce(comment, '') = '' ORDER BY 1
                """)
            let bare = try rows.map { try $0.decode(0, as: String.self) }
            #expect(bare.isEmpty)
        }
    }

    @Test func `streams, events and checkpoints carry a ledger`() async throws {
        try await withLog { log in
            let rows = try await log.query(
                """
                SELECT attrelid::regclass::text FROM pg_attribute
                WHERE attname = 'ledger_id' AND attnum > 0
                    AND attrelid::regclass::text LIKE 'annals%.%'
                """)
            let tables = try rows.map { try $0.decode(0, as: String.self) }
            for table in ["annals.streams", "annals.events", "annals_read.checkpoints"] {
                #expect(tables.contains(Surroundings.ledger.names?.applied(to: table) ?? table))
            }
        }
    }

    @Test func `a name in the ledger of files is there once`() {
        #expect(Set(SchemaFile.all.map(\.name)).count == SchemaFile.all.count)
        let migrations = SchemaFile.all.filter { $0.kind == .migration }.map(\.name)
        #expect(migrations == migrations.sorted())
    }

    private static let changes = [
        "UPDATE annals.events SET type = type", "DELETE FROM annals.events",
        "TRUNCATE annals.events", "UPDATE annals.streams SET name = 'x'",
        "DELETE FROM annals.streams", "TRUNCATE annals.streams",
        "UPDATE annals.event_tags SET tag = 'x'", "DELETE FROM annals.event_tags",
        "TRUNCATE annals.event_tags", "DELETE FROM annals.head", "TRUNCATE annals.head",
        "UPDATE annals.tiles SET number = 1", "DELETE FROM annals.tiles", "TRUNCATE annals.tiles",
        "DELETE FROM annals.tree", "TRUNCATE annals.tree",
        "UPDATE annals.log_checkpoints SET origin = 'x'", "DELETE FROM annals.log_checkpoints",
        "UPDATE annals.log_signatures SET line = 'x'", "TRUNCATE annals.log_signatures",
        "UPDATE annals.parts SET part = part", "TRUNCATE annals.parts",
        "DELETE FROM annals.log_stamps", "UPDATE annals.log_stamps SET reply = reply",
        "TRUNCATE annals.events, annals.head", "DELETE FROM annals.events WHERE false",
    ]

    @Test func `what is recorded stays, also for the owner`() async throws {
        try await withLog { log in
            try await log.store.append(.sample(1, tags: ["a:1"]))
            for role in ["", "SET LOCAL ROLE annals_owner; "] {
                for change in Self.changes {
                    let error = await #expect(throws: DatabaseError.self, "\(role)\(change)") {
                        try await log.pool.perform { connection throws(DatabaseError) in
                            try connection.script(role + change)
                        }
                    }
                    #expect(error?.sqlState == SQLState("AN004"), "\(role)\(change)")
                }
            }
        }
    }
}
