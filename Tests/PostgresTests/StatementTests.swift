import Postgres
import TestSupport
import Testing

struct StatementTests {
    @Test func `execute says how many rows it changed`() async throws {
        let connection = try await Connection(testServerURL())
        try await connection.script("CREATE TEMP TABLE t (a int); INSERT INTO t VALUES (1), (2)")
        #expect(try await connection.execute("UPDATE t SET a = a + \(1)") == 2)
        #expect(try await connection.execute("DELETE FROM t WHERE a > \(2)") == 1)
        #expect(try await connection.execute("CREATE TEMP TABLE u ()") == 0)
    }

    @Test(arguments: [
        ("SELECT 1 / 0", SQLState("22012")), ("SELEC 1", .syntaxError),
        ("SELECT * FROM absent", .undefinedTable),
        ("SELECT 1; SELECT 2", .syntaxError),
    ])
    func `an error has its state, and the connection works on`(
        text: String, state: SQLState
    ) async throws {
        let connection = try await Connection(testServerURL())
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.query(SQL(text))
        }
        #expect(error?.sqlState == state)
        #expect(error?.kind == .server)
        #expect(error?.outcome == .notCommitted)
        #expect(error?.isRetryable == false)
        #expect(try await connection.query("SELECT 1").count == 1)
    }

    @Test func `an error of our own carries its state, detail and hint`() async throws {
        let connection = try await Connection(testServerURL())
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.script(
                """
                DO $$ BEGIN RAISE 'stream moved' USING ERRCODE = 'AN001', DETAIL = 'd', HINT = 'h';
                END $$
                """)
        }
        #expect(error?.sqlState == .wrongExpectedVersion)
        #expect(error?.sqlState?.isOwn == true)
        #expect(error?.description == "stream moved (AN001): d Hint: h")
    }

    @Test func `a script that fails leaves nothing`() async throws {
        let connection = try await Connection(testServerURL())
        await #expect(throws: DatabaseError.self) {
            try await connection.script("CREATE TEMP TABLE t (); SELECT 1 / 0")
        }
        let rows = try await connection.query("SELECT to_regclass('t')::text")
        #expect(try rows[0].decode(0, as: String?.self) == nil)
    }

    @Test func `a prepared statement is prepared once, an unprepared one never`() async throws {
        let connection = try await Connection(testServerURL())
        for number in 1...3 {
            let rows = try await connection.query(.prepared("SELECT \(number) * 2"))
            #expect(try rows[0].decode(0, as: Int.self) == number * 2)
            _ = try await connection.query("SELECT \(number) * 3")
        }
        let names = try await connection.query("SELECT statement FROM pg_prepared_statements")
        #expect(try names.map { try $0.decode(0, as: String.self) } == ["SELECT $1 * 2"])
    }

    @Test func `the same text with another type of parameter still runs`() async throws {
        let connection = try await Connection(testServerURL())
        _ = try await connection.query(.prepared("SELECT \(1)"))
        let rows = try await connection.query(.prepared("SELECT \("text")"))
        #expect(try rows[0].decode(0) == "text")
    }

    @Test func `nothing is prepared behind a pooler`() async throws {
        let options = ConnectionOptions(preparesStatements: false)
        let connection = try await Connection(testServerURL(), options: options)
        _ = try await connection.query(.prepared("SELECT 1"))
        let names = try await connection.query("SELECT statement FROM pg_prepared_statements")
        #expect(names.isEmpty)
    }

    @Test func `a prepared statement whose table changed recovers`() async throws {
        let connection = try await Connection(testServerURL())
        try await connection.script("CREATE TEMP TABLE t (a int); INSERT INTO t VALUES (1)")
        _ = try await connection.query(.prepared("SELECT * FROM t"))
        try await connection.script("ALTER TABLE t ADD b int")
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.query(.prepared("SELECT * FROM t"))
        }
        #expect(error?.sqlState == .featureNotSupported)
        #expect(try await connection.query(.prepared("SELECT * FROM t"))[0].columnCount == 2)
    }

    @Test func `prepared statements that the server forgot recover, however they run`() async throws
    {
        let connection = try await Connection(testServerURL())
        let sql: SQL = .prepared("SELECT \(1)")
        let ways: [@Sendable (isolated Connection) throws -> Void] = [
            { _ = try $0.query(sql) }, { _ = try $0.pipeline([sql]) },
            { try $0.forEachRow(sql) { _ in } },
        ]
        for way in ways {
            try await connection.perform(throwing: (any Error).self, way)
            try await connection.script("DEALLOCATE ALL")
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.perform(throwing: (any Error).self, way)
            }
            #expect(error?.sqlState == .invalidStatementName)
            try await connection.perform(throwing: (any Error).self, way)
        }
    }

    @Test func `many calls share one hop`() async throws {
        let connection = try await Connection(testServerURL())
        let sum = try await connection.perform { connection throws(DatabaseError) in
            var sum = 0
            for number in 1...10 {
                sum += try connection.query("SELECT \(number)")[0].decode(0, as: Int.self)
            }
            return sum
        }
        #expect(sum == 55)
    }

    @Test func `COPY through query is refused and the connection works on`() async throws {
        let connection = try await Connection(testServerURL())
        try await connection.script("CREATE TEMP TABLE t (a int)")
        for text in ["COPY t FROM STDIN", "COPY (SELECT 1) TO STDOUT"] {
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.query(SQL(text))
            }
            #expect(error?.kind == .misuse || error?.sqlState == .queryCanceled)
            #expect(try await connection.query("SELECT 1").count == 1)
        }
    }

    @Test func `a closed connection says so`() async throws {
        let connection = try await Connection(testServerURL())
        await connection.close()
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.query("SELECT 1")
        }
        #expect(error?.kind == .closed)
    }
}
