import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

extension AvailabilityTests {
    /// Connections over TCP with TLS, to a server whose certificate is checked.
    struct TLSTests {
        /// A server with a certificate for `localhost`, which refuses connections without TLS.
        private static func withServer(_ body: (Server) async throws -> Void) async throws {
            let server = try Server()
            defer { server.remove() }
            try await body(server)
        }

        @Test func `a log is written and read where authority and name are right`() async throws {
            try await Self.withServer { server in
                let pool = Pool(server.url("localhost", authority: "own"), size: 2)
                _ = try await Migrator(pool).migrate()
                let store = EventStore(pool)
                let stream = try #require(StreamName("company-tls"))
                let parts = (1...2_000).map { number in
                    AppendRequest.Part([.counted(number)], to: stream)
                }
                // COPY in and out, pipelines and single appends.
                let report = try await store.bulkAppend(parts, by: "tester")
                #expect(report.appended == 2_000)
                try await store.append([.counted(2_001)], to: stream, by: "tester")
                #expect(try await store.events(after: 0, most: 5_000).count == 2_001)
                let row = try await pool.withConnection { connection in
                    try await connection.query(
                        "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                }
                #expect(try row[0].decode(0, as: Bool.self))
                #expect(try row[0].decode(1, as: String.self).hasPrefix("TLSv1."))
                await pool.close()
            }
        }

        @Test func `another authority, another name and no TLS are refused`() async throws {
            try await Self.withServer { server in
                for (url, words) in [
                    (server.url("localhost", authority: "other"), "certificate verify failed"),
                    (server.url("127.0.0.1", authority: "own"), "does not match host name"),
                    (
                        server.url("localhost", authority: "own")
                            .replacing("verify-full", with: "disable"), "no encryption"
                    ),
                ] {
                    let error = await #expect(throws: DatabaseError.self, "\(words)") {
                        _ = try await Connection(url)
                    }
                    #expect(error?.kind == .cannotConnect)
                    #expect(error?.description.contains(words) == true, "\(error as Any)")
                }
            }
        }

        /// Of two hosts the one whose certificate is right is taken: a wrong one is no reason to give up.
        @Test func `the next host is tried after one that cannot prove who it is`() async throws {
            try await Self.withServer { server in
                let connection = try await Connection(
                    server.url("127.0.0.1,localhost", authority: "own"))
                #expect(try await connection.query("SELECT 1").count == 1)
                await connection.close()
            }
        }
    }
}

extension NewEvent {
    fileprivate static func counted(_ number: Int) -> NewEvent {
        NewEvent(
            id: "tls:\(number)", source: "test:tls",
            event: .unknown(type: "test.counted", data: ["number": .integer(Int64(number))]))
    }
}

private struct Server {
    private let node: Node

    init() throws {
        let folder = String(try shell("mktemp -d /tmp/annals-tls.XXXXXX").dropLast())
        try shell("[ \"$(id -u)\" -ne 0 ] || chown postgres: '\(folder)'; chmod 755 '\(folder)'")
        node = Node(folder: folder, number: 9)
        try node.create()
        try Node.asServer(
            """
            cd '\(folder)'
            for name in own other; do
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
                    -subj "/CN=$name" -keyout $name.key -out $name.crt 2>/dev/null
            done
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost \
                -keyout server.key -out server.csr 2>/dev/null
            echo subjectAltName=DNS:localhost > names
            openssl x509 -req -in server.csr -CA own.crt -CAkey own.key -CAcreateserial -days 2 \
                -extfile names -out server.crt 2>/dev/null
            chmod 600 server.key
            cat >> '\(node.data)/postgresql.conf' <<END
            listen_addresses = '127.0.0.1'
            ssl = on
            ssl_cert_file = '\(folder)/server.crt'
            ssl_key_file = '\(folder)/server.key'
            END
            printf '%s\\n' 'local all all trust' 'hostssl all all 127.0.0.1/32 trust' \
                > '\(node.data)/pg_hba.conf'
            """)
        try node.start()
        try node.query("CREATE DATABASE annals TEMPLATE template0")
    }

    func remove() {
        node.stop()
        _ = try? shell("rm -rf '\(node.folder)'")
    }

    func url(_ hosts: String, authority: String) -> String {
        "postgresql://postgres@\(hosts)/annals?port=\(node.port)&sslmode=verify-full"
            + "&sslrootcert=\(node.folder)/\(authority).crt&connect_timeout=5"
    }
}
