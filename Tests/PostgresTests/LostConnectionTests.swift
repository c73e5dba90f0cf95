import Postgres
import TestSupport
import Testing

/// Faults come in pairs: the request was lost, or only its answer.
struct LostConnectionTests {
    /// Runs the work through a relay with a fault, and gives its error and the rows then there.
    private func lose(
        _ fault: Relay.Fault, at trigger: String,
        _ work: @Sendable (isolated Connection) throws -> Void
    ) async throws -> (DatabaseError?, rows: Int) {
        try await withScratchDatabase { url in
            let direct = try await Connection(url)
            try await direct.script("CREATE TABLE t (a int)")
            let server = try await TestServer()
            let database = try await direct.query("SELECT current_database()::text")[0]
            let relay = try Relay(to: server.socketPath, fault: fault, trigger: trigger)
            let connection = try await Connection(
                server.settings(through: relay, database: database.decode(0)))
            relay.arm()
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.perform(throwing: (any Error).self, work)
            }
            let later = await #expect(throws: DatabaseError.self) {
                try await connection.query("SELECT 1")
            }
            #expect(later?.kind == .connectionLost)
            #expect(later?.outcome == .notCommitted)
            return (error, try await direct.query("SELECT a FROM t").count)
        }
    }

    private static let insert: SQL = "INSERT INTO t VALUES (1)"

    @Test(arguments: [(Relay.Fault.swallowAnswer, 1), (.dropRequest, 0)])
    func `COMMIT without an answer has perhaps committed`(
        fault: Relay.Fault, rows: Int
    ) async throws {
        let (error, found) = try await lose(fault, at: "COMMIT") { connection in
            _ = try connection.transaction { try $0.execute(Self.insert) }
        }
        #expect(error?.kind == .connectionLost)
        #expect(error?.outcome == .perhapsCommitted)
        #expect(error?.isRetryable == true)
        #expect(found == rows)
    }

    @Test(arguments: [(Relay.Fault.swallowAnswer, 1), (.dropRequest, 0)])
    func `a statement outside a transaction has perhaps committed`(
        fault: Relay.Fault, rows: Int
    ) async throws {
        let (error, found) = try await lose(fault, at: "INSERT") { connection in
            try connection.execute(Self.insert)
        }
        #expect(error?.outcome == .perhapsCommitted)
        #expect(found == rows)
    }

    @Test(arguments: [(Relay.Fault.swallowAnswer, 2), (.dropRequest, 0)])
    func `a pipeline has perhaps committed, whole`(fault: Relay.Fault, rows: Int) async throws {
        let (error, found) = try await lose(fault, at: "INSERT") { connection in
            _ = try connection.pipeline([Self.insert, Self.insert])
        }
        #expect(error?.outcome == .perhapsCommitted)
        #expect(found == rows)
    }

    @Test(arguments: [Relay.Fault.swallowAnswer, .dropRequest])
    func `a statement inside a transaction has not`(fault: Relay.Fault) async throws {
        let (error, found) = try await lose(fault, at: "INSERT") { connection in
            _ = try connection.transaction { try $0.execute(Self.insert) }
        }
        #expect(error?.kind == .connectionLost)
        #expect(error?.outcome == .notCommitted)
        #expect(found == 0)
    }

    @Test(arguments: [Relay.Fault.swallowAnswer, .dropRequest])
    func `a transaction that only begins has not`(fault: Relay.Fault) async throws {
        let (error, found) = try await lose(fault, at: "BEGIN") { connection in
            _ = try connection.transaction { try $0.execute(Self.insert) }
        }
        #expect(error?.outcome == .notCommitted)
        #expect(found == 0)
    }

    @Test(arguments: [(Relay.Fault.swallowAnswer, 1), (.dropRequest, 0)])
    func `COPY whose end has no answer has perhaps committed`(
        fault: Relay.Fault, rows: Int
    ) async throws {
        // CopyDone and its length.
        let (error, found) = try await lose(fault, at: "c\0\0\0\u{4}") { connection in
            try connection.copyIn("COPY t FROM STDIN (FORMAT binary)", columns: 1) {
                try $0.beginRow()
                $0.write(Int32(1))
            }
        }
        #expect(error?.outcome == .perhapsCommitted)
        #expect(found == rows)
    }

    @Test func `a backend killed in a transaction has not committed`() async throws {
        let connection = try await Connection(testServerURL())
        let killer = try await Connection(testServerURL())
        let process = await connection.backendProcess
        let working = Task {
            try await connection.transaction { try $0.execute("SELECT pg_sleep(30)") }
        }
        try await waitUntilAsleep(process, seenBy: killer)
        try await killer.execute("SELECT pg_terminate_backend(\(process))")
        let error = await #expect(throws: DatabaseError.self) { try await working.value }
        #expect(error?.kind == .connectionLost)
        #expect(error?.sqlState == .adminShutdown)
        #expect(error?.outcome == .notCommitted)
        #expect(error?.isRetryable == true)
    }

    /// Waits until the process is in `pg_sleep`.
    private func waitUntilAsleep(_ process: Int32, seenBy other: Connection) async throws {
        let asleep: SQL = """
            SELECT 1 FROM pg_stat_activity WHERE pid = \(process) AND wait_event = 'PgSleep'
            """
        while try await other.query(asleep).isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test func `a backend killed while idle is noticed before anything is sent`() async throws {
        let connection = try await Connection(testServerURL())
        let killer = try await Connection(testServerURL())
        let process = await connection.backendProcess
        try await killer.execute("SELECT pg_terminate_backend(\(process), 5000)")
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.execute("CREATE TABLE never ()")
        }
        #expect(error?.kind == .connectionLost)
        #expect(error?.outcome == .notCommitted)
        #expect(error?.sqlState == .adminShutdown)
    }
}
