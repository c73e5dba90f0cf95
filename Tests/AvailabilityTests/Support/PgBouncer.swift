import TestSupport

/// PgBouncer in transaction mode before one server of a pair.
struct PgBouncer {
    let port: Int
    private let folder: String

    static let isThere = (try? shell("command -v pgbouncer || test -x /usr/sbin/pgbouncer")) != nil

    init(before node: Node) throws {
        folder = node.folder
        port = 6_500 + node.number
        try Node.asServer(
            """
            cat > '\(folder)/pgbouncer\(port).ini' <<'END'
            [databases]
            annals = host=\(folder) port=\(node.port) dbname=annals
            [pgbouncer]
            listen_port = \(port)
            unix_socket_dir = \(folder)
            pidfile = \(folder)/pgbouncer\(port).pid
            logfile = \(folder)/pgbouncer\(port).log
            auth_type = trust
            auth_file = \(folder)/pgbouncer\(port).users
            pool_mode = transaction
            default_pool_size = 20
            server_login_retry = 1
            query_wait_timeout = 10
            END
            echo '"postgres" ""' > '\(folder)/pgbouncer\(port).users'
            /usr/sbin/pgbouncer --daemon --quiet '\(folder)/pgbouncer\(port).ini'
            for _ in $(seq 100); do [ -S '\(folder)/.s.PGSQL.\(port)' ] && exit 0; sleep 0.05; done
            cat '\(folder)/pgbouncer\(port).log'; exit 1
            """)
    }

    func stop() {
        _ = try? shell("kill -9 \"$(cat '\(folder)/pgbouncer\(port).pid')\"")
    }
}
