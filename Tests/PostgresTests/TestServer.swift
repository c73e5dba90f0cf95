import Postgres
import TestSupport

/// Where the test server is, for URLs of a test's own making.
struct TestServer {
    /// The folder of the server's Unix socket.
    let socketFolder: String
    let port: String
    let user: String

    init() async throws {
        let connection = try await Connection(testServerURL())
        let row = try await connection.query(
            """
            SELECT split_part(current_setting('unix_socket_directories'), ',', 1),
                current_setting('port'), current_user::text
            """)[0]
        socketFolder = try row.decode(0)
        port = try row.decode(1)
        user = try row.decode(2)
    }

    var socketPath: String { "\(socketFolder)/.s.PGSQL.\(port)" }

    /// Settings that lead through a relay.
    func settings(through relay: Relay, database: String = "postgres") -> String {
        "host=127.0.0.1 port=\(relay.port) user=\(user) dbname=\(database) sslmode=disable"
    }
}
