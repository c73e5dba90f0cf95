import Postgres
import TestSupport
import Testing

struct TransactionTests {
    private func tableConnection() async throws -> Connection {
        let connection = try await Connection(testServerURL())
        try await connection.script("CREATE TEMP TABLE t (a int PRIMARY KEY)")
        return connection
    }

    private func rowCount(_ connection: Connection) async throws -> Int {
        try await connection.query("SELECT a FROM t").count
    }

    @Test func `a body that returns is committed`() async throws {
        let connection = try await tableConnection()
        let result = try await connection.transaction { connection in
            try connection.execute("INSERT INTO t VALUES (1), (2)")
        }
        #expect(result == 2)
        #expect(try await rowCount(connection) == 2)
        #expect(await !connection.isInTransaction)
    }

    @Test func `a body that throws is rolled back`() async throws {
        let connection = try await tableConnection()
        await #expect(throws: Stop.self) {
            try await connection.transaction { connection in
                try connection.execute("INSERT INTO t VALUES (1)")
                throw Stop()
            }
        }
        #expect(try await rowCount(connection) == 0)
    }

    @Test func `a failed statement that the body hides is not taken for a commit`() async throws {
        let connection = try await tableConnection()
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.transaction { connection in
                try connection.execute("INSERT INTO t VALUES (1)")
                _ = try? connection.execute("INSERT INTO t VALUES (1)")
            }
        }
        #expect(error?.sqlState == .failedTransaction)
        #expect(error?.outcome == .notCommitted)
        #expect(try await rowCount(connection) == 0)
    }

    @Test func `a transaction in a transaction is refused, and the outer one goes on`() async throws
    {
        let connection = try await tableConnection()
        try await connection.transaction { connection in
            try connection.execute("INSERT INTO t VALUES (1)")
            let error = #expect(throws: DatabaseError.self) {
                try connection.transaction { try $0.execute("INSERT INTO t VALUES (2)") }
            }
            #expect(error?.kind == .misuse)
            #expect(error?.sqlState == .activeTransaction)
            try connection.execute("INSERT INTO t VALUES (3)")
        }
        #expect(try await rowCount(connection) == 2)
    }

    @Test(arguments: ["COMMIT", " end", "\n commit AND CHAIN", "End;"])
    func `a COMMIT of one's own that ends well is no error`(text: String) async throws {
        let connection = try await tableConnection()
        try await connection.script("BEGIN; INSERT INTO t VALUES (1)")
        try await connection.execute(SQL(text))
        try await connection.script("ROLLBACK")
        #expect(try await rowCount(connection) == 1)
    }

    @Test func `a body that commits by itself is told`() async throws {
        let connection = try await tableConnection()
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.transaction { try $0.execute("COMMIT") }
        }
        #expect(error?.kind == .misuse)
        #expect(error?.outcome == .perhapsCommitted)
    }

    @Test func `a constraint that is checked by COMMIT is an error, not committed`() async throws {
        let connection = try await Connection(testServerURL())
        try await connection.script(
            "CREATE TEMP TABLE t (a int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)")
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.transaction(throwing: DatabaseError.self) {
                connection throws(DatabaseError) in
                try connection.execute("INSERT INTO t VALUES (1), (1)")
            }
        }
        #expect(error?.sqlState == .uniqueViolation)
        #expect(error?.outcome == .notCommitted)
        #expect(try await rowCount(connection) == 0)
    }

    @Test func `a snapshot reads one state and refuses to write`() async throws {
        let connection = try await tableConnection()
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.transaction(.snapshot) { connection in
                let level = try connection.query("SHOW transaction_isolation")[0]
                #expect(try level.decode(0) == "repeatable read")
                try connection.execute("CREATE TABLE public.never ()")
            }
        }
        #expect(error?.sqlState == .readOnlyTransaction)
        #expect(error?.isRetryable == true)
    }

    @Test func `of two transactions that cannot both be serial one may try again`() async throws {
        try await withScratchDatabase { url in
            let one = try await Connection(url)
            let other = try await Connection(url)
            try await one.script("CREATE TABLE t (a int); INSERT INTO t VALUES (1)")
            try await one.execute("BEGIN ISOLATION LEVEL SERIALIZABLE")
            _ = try await one.query("SELECT sum(a) FROM t")
            try await other.transaction(.serializable) { connection in
                _ = try connection.query("SELECT sum(a) FROM t")
                try connection.execute("INSERT INTO t VALUES (2)")
            }
            let error = await #expect(throws: DatabaseError.self) {
                try await one.execute("INSERT INTO t VALUES (3)")
                try await one.execute("COMMIT")
            }
            #expect(error?.sqlState == .serializationFailure)
            #expect(error?.isRetryable == true)
        }
    }
}
