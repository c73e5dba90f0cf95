import Postgres
import TestSupport
import Testing

struct CancellationTests {
    @Test(.timeLimit(.minutes(5)))
    func `a cancelled task cancels its statement`() async throws {
        let connection = try await Connection(testServerURL())
        for _ in 0..<3 {
            let sleeping = Task { try await connection.query("SELECT pg_sleep(3600)") }
            try await Task.sleep(for: .milliseconds(100))
            sleeping.cancel()
            let error = await #expect(throws: DatabaseError.self) { try await sleeping.value }
            #expect(error?.kind == .cancelled)
            #expect(error?.outcome == .notCommitted)
            #expect(try await connection.query("SELECT 1").count == 1)
        }
    }

    @Test func `a task cancelled before sends nothing`() async throws {
        let connection = try await Connection(testServerURL())
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await connection.execute("CREATE TEMP TABLE t ()")
        }
        task.cancel()
        let error = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(error == DatabaseError(kind: .cancelled, message: "The task was cancelled."))
        let rows = try await connection.query("SELECT to_regclass('t')::text")
        #expect(try rows[0].decode(0, as: String?.self) == nil)
    }

    @Test func `a cancelled transaction is rolled back`() async throws {
        let connection = try await Connection(testServerURL())
        try await connection.script("CREATE TEMP TABLE t (a int)")
        let task = Task {
            try await connection.transaction { connection in
                try connection.execute("INSERT INTO t VALUES (1)")
                try connection.execute("SELECT pg_sleep(30)")
            }
        }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        let error = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
        #expect(try await connection.query("SELECT a FROM t").isEmpty)
    }

    @Test func `a cancelled COPY leaves nothing`() async throws {
        let connection = try await Connection(testServerURL())
        try await connection.script("CREATE TEMP TABLE t (a int8)")
        let task = Task {
            try await connection.copyIn("COPY t FROM STDIN (FORMAT binary)", columns: 1) {
                for number in 0... {
                    try $0.beginRow()
                    $0.write(Int64(number))
                }
            }
        }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        let error = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
        #expect(try await connection.query("SELECT a FROM t LIMIT 1").isEmpty)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a stream of rows is cancelled though it never pauses`() async throws {
        let connection = try await Connection(testServerURL())
        let task = Task {
            try await connection.forEachRow("SELECT generate_series(1, 1000000000)") { _ in }
        }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        let error = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
        #expect(try await connection.query("SELECT 1").count == 1)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a statement over its time is cancelled`() async throws {
        let options = ConnectionOptions(statementTimeout: .milliseconds(100))
        let connection = try await Connection(testServerURL(), options: options)
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.query("SELECT pg_sleep(3600)")
        }
        #expect(error?.kind == .timedOut)
        #expect(error?.outcome == .notCommitted)
        #expect(try await connection.query("SELECT 1").count == 1)
    }

    @Test func `a COPY over its time leaves nothing`() async throws {
        let connection = try await Connection(testServerURL())
        try await connection.script("CREATE TEMP TABLE t (a int8)")
        try await connection.perform { $0.statementTimeout = .milliseconds(100) }
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.copyIn("COPY t FROM STDIN (FORMAT binary)", columns: 1) {
                for number in 0... {
                    try $0.beginRow()
                    $0.write(Int64(number))
                }
            }
        }
        #expect(error?.kind == .timedOut)
        #expect(try await connection.query("SELECT a FROM t LIMIT 1").isEmpty)
    }

    @Test func `a time limit of the server's own is the server's error`() async throws {
        let connection = try await Connection(testServerURL())
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.transaction { connection in
                try connection.execute("SET LOCAL statement_timeout = '50ms'")
                try connection.execute("SELECT pg_sleep(30)")
            }
        }
        #expect(error?.kind == .server)
        #expect(error?.sqlState == .queryCanceled)
    }

    @Test func `cancelling again and again never hits the next statement`() async throws {
        let connection = try await Connection(testServerURL())
        for _ in 0..<20 {
            let sleeping = Task { try await connection.query("SELECT pg_sleep(0.05)") }
            try await Task.sleep(for: .milliseconds(40))
            sleeping.cancel()
            _ = await sleeping.result
            #expect(try await connection.query("SELECT pg_sleep(0.005)").count == 1)
        }
    }
}
