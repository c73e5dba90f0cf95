import EventStorage
import Foundation
import Postgres
import TestSupport
import Testing

/// What the schema must keep to, so that a log can later move to a schema of its own on one node of a
/// cluster (Citus, schema-based sharding) or to another engine without a rewrite.
///
/// Each rule is one that was seen to break there: positions that jump on a worker, xid columns that
/// hide every event, triggers that are refused, functions in SQL with parameters.
struct DayOneRulesTests {
    private static let ours = "(SELECT oid FROM pg_namespace WHERE nspname LIKE 'annals%')"
    /// Of no extension, which a node has or has not.
    private static let functions = """
        pg_proc p WHERE p.pronamespace IN \(ours) AND NOT EXISTS (
            SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
        """

    /// A rule, and a query that lists what breaks it.
    private static let rules: [(rule: String, query: String)] = [
        (
            "no position comes from a sequence or an identity column",
            """
            SELECT c.oid::regclass::text FROM pg_class c
            WHERE c.relkind = 'S' AND c.relnamespace IN \(ours)
            UNION ALL
            SELECT attrelid::regclass || '.' || attname FROM pg_attribute a
            JOIN pg_class c ON c.oid = attrelid
            WHERE c.relnamespace IN \(ours) AND attidentity <> ''
            """
        ),
        (
            "no transaction id is stored or asked for",
            """
            SELECT attrelid::regclass || '.' || attname FROM pg_attribute a
            JOIN pg_class c ON c.oid = attrelid
            WHERE c.relnamespace IN \(ours) AND attnum > 0
                AND atttypid IN ('xid'::regtype, 'xid8'::regtype, 'pg_snapshot'::regtype)
            UNION ALL
            SELECT p.oid::regprocedure::text FROM \(functions) AND p.prosrc ~* 'xact_id|txid_|xmin'
            """
        ),
        (
            "no rule rewrites a statement",
            """
            SELECT rulename || ' on ' || ev_class::regclass FROM pg_rewrite r
            JOIN pg_class c ON c.oid = ev_class
            WHERE c.relnamespace IN \(ours) AND rulename <> '_RETURN'
            """
        ),
        (
            "triggers only refuse: none writes, notifies or gives a value",
            """
            SELECT DISTINCT p.oid::regprocedure::text FROM pg_trigger t
            JOIN pg_proc p ON p.oid = tgfoid JOIN pg_class c ON c.oid = tgrelid
            WHERE c.relnamespace IN \(ours) AND NOT tgisinternal
                AND (p.prosrc ~* '\\m(insert|update|delete|notify|pg_notify|nextval)\\M\\s*(into|\\w+\\s+set|from|\\()'
                    OR p.prosrc ~* 'new\\.\\w+ *:=')
            """
        ),
        (
            "functions are in PL/pgSQL",
            """
            SELECT p.oid::regprocedure || ' in ' || lanname FROM pg_language l JOIN (
                SELECT p.oid, p.prolang FROM \(functions)) p ON p.prolang = l.oid
            WHERE lanname <> 'plpgsql'
            """
        ),
        (
            "functions neither notify, lock tables nor take a session's locks",
            """
            SELECT p.oid::regprocedure::text FROM \(functions)
                AND p.prosrc ~* '\\mnotify\\M|pg_notify|lock table|pg_(try_)?advisory_lock'
            """
        ),
        (
            "no key reaches out of the schema",
            """
            SELECT conname || ' on ' || conrelid::regclass FROM pg_constraint k
            JOIN pg_class a ON a.oid = conrelid JOIN pg_class b ON b.oid = confrelid
            WHERE contype = 'f' AND a.relnamespace IN \(ours)
                AND a.relnamespace <> b.relnamespace
            """
        ),
        (
            "every event's version is unique in its stream, and every source key",
            """
            SELECT wanted FROM unnest(ARRAY['stream_id,version', 'source_key,stream_id']) AS wanted
            WHERE NOT EXISTS (
                SELECT FROM pg_constraint k
                WHERE conrelid = 'annals.events'::regclass AND contype IN ('p', 'u') AND wanted = (
                    SELECT string_agg(attname, ',' ORDER BY place)
                    FROM unnest(conkey) WITH ORDINALITY AS key (number, place)
                    JOIN pg_attribute ON attrelid = conrelid AND attnum = number))
            """
        ),
        (
            "every column has a type that other engines know",
            """
            SELECT attrelid::regclass || '.' || attname || ' ' || atttypid::regtype
            FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
            WHERE c.relnamespace IN \(ours) AND c.relkind IN ('r', 'p') AND attnum > 0
                AND NOT attisdropped AND atttypid::regtype::text NOT IN (
                    'bigint', 'integer', 'smallint', 'text', 'bytea', 'boolean', 'date', 'jsonb',
                    'timestamp with time zone', 'interval', 'text[]', 'bigint[]', 'integer[]',
                    'date[]', 'double precision', 'uuid', '"char"')
            """
        ),
    ]

    @Test(arguments: rules.map(\.rule)) func `the schema keeps to it`(rule: String) async throws {
        let query = try #require(Self.rules.first { $0.rule == rule }).query
        try await withLog { log in
            let broken = try await log.query("\(raw: query)").map {
                try $0.decode(0, as: String.self)
            }
            #expect(broken.isEmpty)
        }
    }

    /// A lint that finds nothing could be one that looks at nothing.
    private static let breaches: [(rule: String, statement: String)] = [
        ("no position comes from a sequence or an identity column", "CREATE SEQUENCE annals.s"),
        (
            "no transaction id is stored or asked for",
            "ALTER TABLE annals.events ADD COLUMN written xid8"
        ),
        (
            "no rule rewrites a statement",
            "CREATE RULE r AS ON DELETE TO annals.head DO INSTEAD NOTHING"
        ),
        (
            "triggers only refuse: none writes, notifies or gives a value",
            """
            CREATE FUNCTION annals.t() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN INSERT INTO annals.event_tags VALUES ('a', 1); RETURN NEW; END $$;
            CREATE TRIGGER t AFTER INSERT ON annals.events FOR EACH ROW EXECUTE FUNCTION annals.t()
            """
        ),
        (
            "functions are in PL/pgSQL",
            "CREATE FUNCTION annals.f(int) RETURNS int LANGUAGE sql AS 'SELECT $1'"
        ),
        (
            "functions neither notify, lock tables nor take a session's locks",
            """
            CREATE FUNCTION annals.f() RETURNS void LANGUAGE plpgsql AS $$
            BEGIN NOTIFY annals_head; END $$
            """
        ),
        (
            "no key reaches out of the schema",
            """
            CREATE TABLE annals_read.t (position bigint REFERENCES annals.events (position))
            """
        ),
        (
            "every event's version is unique in its stream, and every source key",
            "ALTER TABLE annals.events DROP CONSTRAINT events_pkey"
        ),
        (
            "every column has a type that other engines know",
            "ALTER TABLE annals.events ADD COLUMN place point"
        ),
    ]

    @Test(arguments: breaches.map(\.rule)) func `a breach is found`(rule: String) async throws {
        let query = try #require(Self.rules.first { $0.rule == rule }).query
        let statement = try #require(Self.breaches.first { $0.rule == rule }).statement
        try await withScratchDatabase { url in
            let pool = Surroundings.pool(url, size: 1)
            _ = try await Migrator(pool).migrate()
            try await pool.withConnection { connection in
                try await connection.script(statement)
                #expect(try await !connection.query("\(raw: query)").isEmpty)
            }
            await pool.close()
        }
    }

    /// Rules for what the programs send: nothing of a session is used, so that a pooler may share them.
    @Test func `no source sets anything beyond a transaction, or matches a constraint's name`()
        throws
    {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        let files = try #require(
            FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            count += 1
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /\bSET (?!LOCAL)(SESSION|ROLE|TIME ZONE|search_path)/) {
                Issue.record("\(file.lastPathComponent): \(match.0)")
            }
            for name in [
                "PQERRORS_CONSTRAINT", "PG_DIAG_CONSTRAINT_NAME", "WITH HOLD",
            ] {
                #expect(!text.contains(name), "\(file.lastPathComponent): \(name)")
            }
        }
        #expect(count > 200)
    }
}
