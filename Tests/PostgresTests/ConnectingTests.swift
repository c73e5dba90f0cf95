import Postgres
import TestSupport
import Testing

struct ConnectingTests {
    @Test func `the first host that answers is taken`() async throws {
        let server = try await TestServer()
        let dead = "127.0.0.1,/nowhere/at/all"
        for attributes in ["any", "read-write", "primary", "prefer-standby"] {
            let connection = try await Connection(
                """
                host=\(dead),\(server.socketFolder) port=1,\(server.port),\(server.port) user=\(server.user) dbname=postgres \
                target_session_attrs=\(attributes)
                """)
            #expect(try await connection.query("SELECT 1").count == 1)
        }
    }

    @Test func `a URL names several hosts too`() async throws {
        let server = try await TestServer()
        let error = await #expect(throws: DatabaseError.self) {
            try await Connection(
                "postgresql://\(server.user):secret@127.0.0.1:1,127.0.0.1:2/postgres")
        }
        #expect(error?.kind == .cannotConnect)
        #expect(error?.isRetryable == true)
        #expect(
            error?.message
                == """
                No connection to the database: host 127.0.0.1, port 1: Connection refused; \
                host 127.0.0.1, port 2: Connection refused.
                """)
    }

    @Test func `a server that does not fit the attributes is refused`() async throws {
        let server = try await TestServer()
        let error = await #expect(throws: DatabaseError.self) {
            try await Connection(
                """
                host=\(server.socketFolder) port=\(server.port) user=\(server.user) dbname=postgres \
                target_session_attrs=standby
                """)
        }
        #expect(error?.kind == .cannotConnect)
        #expect(error?.message.contains("hot standby") == true)
    }

    @Test func `a missing database is told by its state, and is not worth a retry`() async throws {
        let url = databaseURL(try testServerURL(), database: "absent")
        let error = await #expect(throws: DatabaseError.self) { try await Connection(url) }
        #expect(error?.sqlState == .unknownDatabase)
        #expect(error?.isRetryable == false)
        #expect(error?.message.hasSuffix("database \"absent\" does not exist.") == true)
    }

    @Test(arguments: [
        "postgresql://u:hunter2@nowhere.invalid/db", "postgresql://u:hunter2@127.0.0.1:1/db",
        "postgresql://u:hunter2@[bad/db", "postgresql://u:hunter2@h:port/db",
        "host=/nowhere user=u password=hunter2", "password=hunter2 nonsense",
        "postgresql://u:x@hunter2@127.0.0.1/db?connect_timeout=1",
    ])
    func `a password is never in an error`(url: String) async throws {
        let error = await #expect(throws: DatabaseError.self) { try await Connection(url) }
        let text = error.map { "\($0) \($0.message) \($0.detail ?? "")" } ?? ""
        #expect(!text.contains("x@hunter2"))
        if !url.contains("@hunter2") { #expect(!text.contains("hunter2")) }
        #expect(!text.isEmpty)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a host that never answers is given up`() async throws {
        let relay = try Relay(to: nil)
        let options = ConnectionOptions(connectTimeout: .milliseconds(300))
        let error = await #expect(throws: DatabaseError.self) {
            try await Connection(
                "host=127.0.0.1 port=\(relay.port) user=u sslmode=disable", options: options)
        }
        #expect(error?.kind == .cannotConnect)
        #expect(error?.message.contains("no answer within 0.3 seconds") == true)
    }

    @Test func `connecting ends when the task is cancelled`() async throws {
        let relay = try Relay(to: nil)
        let task = Task {
            try await Connection("host=127.0.0.1 port=\(relay.port) user=u sslmode=disable")
        }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        let error = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
    }

    @Test func `the session is UTF-8 and has our name`() async throws {
        let connection = try await Connection(testServerURL())
        let row = try await connection.query(
            "SELECT current_setting('client_encoding'), current_setting('application_name')")[0]
        #expect(try row.decode(0) == "UTF8")
        #expect(try row.decode(1) == "annals")
        #expect(await connection.serverVersion >= 150_000)
    }
}
