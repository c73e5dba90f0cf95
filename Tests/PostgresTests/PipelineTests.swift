import Postgres
import TestSupport
import Testing

struct PipelineTests {
    @Test func `each statement has its rows, in order`() async throws {
        let connection = try await Connection(testServerURL())
        let answers = try await connection.pipeline([
            "SELECT \(1)", "CREATE TEMP TABLE t (a int)", "INSERT INTO t VALUES (1), (2)",
            .prepared("SELECT g FROM generate_series(1, 3) g"),
            .prepared("SELECT g FROM generate_series(1, 3) g"),
        ])
        #expect(answers.map(\.count) == [1, 0, 0, 3, 3])
        #expect(try await connection.query("SELECT a FROM t").count == 2)
    }

    @Test func `a failing statement undoes the whole`() async throws {
        let connection = try await Connection(testServerURL())
        try await connection.script("CREATE TEMP TABLE t (a int PRIMARY KEY)")
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.pipeline([
                "INSERT INTO t VALUES (\(Int32(1)))", "INSERT INTO t VALUES (\(Int32(1)))",
                "INSERT INTO t VALUES (\(Int32(2)))",
            ])
        }
        #expect(error?.sqlState == .uniqueViolation)
        #expect(error?.outcome == .notCommitted)
        #expect(try await connection.query("SELECT a FROM t").isEmpty)
    }

    @Test func `a constraint that is checked at the end undoes the whole too`() async throws {
        let connection = try await Connection(testServerURL())
        try await connection.script(
            "CREATE TEMP TABLE t (a int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)")
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.pipeline(["INSERT INTO t VALUES (1), (1)", "SELECT 1"])
        }
        #expect(error?.sqlState == .uniqueViolation)
        #expect(try await connection.query("SELECT a FROM t").isEmpty)
    }

    @Test func `inside a transaction it commits nothing by itself`() async throws {
        let connection = try await Connection(testServerURL())
        try await connection.script("CREATE TEMP TABLE t (a int)")
        await #expect(throws: Stop.self) {
            try await connection.transaction { connection in
                _ = try connection.pipeline(["INSERT INTO t VALUES (1)", "SELECT 1"])
                throw Stop()
            }
        }
        #expect(try await connection.query("SELECT a FROM t").isEmpty)
    }

    @Test func `more than fits any buffer goes both ways at once`() async throws {
        let connection = try await Connection(testServerURL())
        let text = String(repeating: "x", count: 500_000)
        let answers = try await connection.pipeline((0..<40).map { _ in "SELECT \(text)" })
        #expect(try answers.allSatisfy { try $0[0].decode(0) == text })
    }

    @Test func `an empty pipeline is no trouble`() async throws {
        let connection = try await Connection(testServerURL())
        #expect(try await connection.pipeline([]).isEmpty)
        #expect(try await connection.query("SELECT 1").count == 1)
    }

    @Test func `a statement that cannot be sent leaves nothing behind`() async throws {
        try await withScratchDatabase { url in
            let connection = try await Connection(url)
            try await connection.script("CREATE TABLE t (a int)")
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.pipeline(["INSERT INTO t VALUES (1)", SQL("SELECT \0")])
            }
            #expect(error?.kind == .misuse)
            #expect(try await connection.query("SELECT a FROM t").isEmpty)
        }
    }
}
