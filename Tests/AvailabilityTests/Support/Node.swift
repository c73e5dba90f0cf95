import Glibc
import TestSupport

/// One PostgreSQL server of a pair, with a data folder and a port of its own; sockets only.
struct Node: Sendable {
    /// The folder of the pair: data folders, sockets, logs.
    let folder: String
    let number: Int

    var port: Int { 5_500 + number }
    var name: String { "node\(number)" }
    var data: String { "\(folder)/\(name)" }

    func url(_ database: String = "annals") -> String {
        "postgresql://postgres@/\(database)?host=\(folder)&port=\(port)"
    }

    /// Runs a line of shell as the account that servers run as, in a clean environment.
    @discardableResult
    static func asServer(_ line: String) throws -> String {
        let account =
            geteuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --init-groups --" : ""
        let quoted = line.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''")
        return try shell(
            "cd / && \(account) env -i PATH=\(programs):/usr/bin:/bin LC_ALL=C.UTF-8 sh -c '\(quoted)'"
        )
    }

    /// The folder of PostgreSQL's programs, the newest version.
    static let programs: String = {
        let found = try? shell("ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1")
        return found.map { String($0.prefix { $0 != "\n" }) } ?? "/usr/bin"
    }()

    /// A new, empty cluster, which can be a primary or, copied, a standby.
    func create() throws {
        try Self.asServer(
            """
            initdb --pgdata='\(data)' --username=postgres --auth-local=trust --auth-host=reject \
            --encoding=UTF8 --locale=C.UTF-8 --data-checksums --no-sync
            """)
        try configure()
    }

    /// What each server has for itself; a copy begins with its source's.
    func configure() throws {
        try Self.asServer(
            """
            cat >> '\(data)/postgresql.conf' <<'END'
            listen_addresses = ''
            unix_socket_directories = '\(folder)'
            port = \(port)
            max_connections = 100
            shared_buffers = 32MB
            wal_log_hints = on
            hot_standby_feedback = on
            wal_keep_size = 256MB
            wal_receiver_status_interval = 1s
            wal_retrieve_retry_interval = 200ms
            checkpoint_timeout = 1h
            cluster_name = '\(name)'
            jit = off
            END
            """)
    }

    func start() throws {
        try Self.asServer(
            "pg_ctl start --wait --timeout=60 --silent --pgdata='\(data)' --log='\(data).log'")
    }

    func stop() {
        _ = try? Self.asServer(
            "pg_ctl stop --wait --mode=immediate --silent --pgdata='\(data)'")
    }

    /// As when the machine goes off: every process of the server at once.
    func kill() throws {
        try shell(
            """
            main=$(head -n 1 '\(data)/postmaster.pid'); all="$main $(pgrep -P "$main" | tr '\\n' ' ')"
            kill -9 $all; while kill -0 $main 2>/dev/null; do sleep 0.02; done
            """)
    }

    func promote() throws {
        try Self.asServer("pg_ctl promote --wait --timeout=60 --silent --pgdata='\(data)'")
        // Else pg_rewind finds the old timeline in the control file (PostgreSQL 15).
        try query("CHECKPOINT")
    }

    /// Makes this node, stopped, follow another one.
    func follow(_ primary: Node) throws {
        try Self.asServer(
            """
            cat >> '\(data)/postgresql.auto.conf' <<'END'
            primary_conninfo = 'host=\(folder) port=\(primary.port) user=postgres application_name=\(name)'
            END
            touch '\(data)/standby.signal'
            """)
    }

    @discardableResult
    func query(_ sql: String, database: String = "postgres") throws -> String {
        try Self.asServer(
            """
            psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 \
            --command="\(sql)" '\(url(database))'
            """)
    }
}
