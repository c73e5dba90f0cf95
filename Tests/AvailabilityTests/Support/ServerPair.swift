import EventStorage
import Postgres
import TestSupport

/// A primary and a standby, which change places.
final class ServerPair {
    let folder: String
    private(set) var primary: Node
    private(set) var standby: Node

    /// What clients are given: both, of which the one that takes writes is meant.
    var url: String {
        "postgresql://postgres@/annals?host=\(folder),\(folder)&port=5501,5502"
            + "&target_session_attrs=read-write&connect_timeout=2"
    }

    /// - Parameter isSynchronous: Whether an event must be on both before it is acknowledged.
    private init(isSynchronous: Bool) throws {
        folder = String(try shell("mktemp -d /tmp/annals-pair.XXXXXX").dropLast())
        try shell("[ \"$(id -u)\" -ne 0 ] || chown postgres: '\(folder)'")
        primary = Node(folder: folder, number: 1)
        standby = Node(folder: folder, number: 2)
        try primary.create()
        try primary.start()
        try primary.query("CREATE DATABASE annals TEMPLATE template0")
        try Node.asServer(
            """
            pg_basebackup --dbname='\(primary.url("postgres"))' --pgdata='\(standby.data)' \
            --checkpoint=fast --no-sync
            """)
        try standby.configure()
        try standby.follow(primary)
        try standby.start()
        if isSynchronous {
            for node in [primary, standby] {
                try node.query(
                    "ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (node1, node2)'")
                try node.query("SELECT pg_reload_conf()")
            }
            try waitForStandby()
        }
    }

    /// Runs the body with a pair and a migrated database, and ends both servers afterwards.
    static func with<Value>(
        isolation: isolated (any Actor)? = #isolation, isSynchronous: Bool = true,
        _ body: (ServerPair) async throws -> Value
    ) async throws -> Value {
        let pair = try ServerPair(isSynchronous: isSynchronous)
        defer { pair.remove() }
        let pool = Pool(pair.url, size: 1)
        _ = try await Migrator(pool).migrate()
        await pool.close()
        return try await body(pair)
    }

    private func remove() {
        for node in [primary, standby] { node.stop() }
        _ = try? shell("rm -rf '\(folder)'")
    }

    /// Waits until the standby has all and is asked for its word.
    func waitForStandby() throws {
        try shell(
            """
            for _ in $(seq 600); do
                state=$(psql --no-psqlrc -qtA -c "SELECT sync_state FROM pg_stat_replication" \
                    '\(primary.url("postgres"))')
                case $state in quorum|sync) exit 0 ;; esac
                sleep 0.05
            done
            echo "no standby: $state"; tail -n 20 '\(standby.data).log'; exit 1
            """)
    }

    /// The primary's machine goes off, the standby takes over, and the old one comes back as its
    /// standby.
    func failOver() throws {
        try primary.kill()
        try promoteStandby()
        try bringBack()
    }

    func promoteStandby() throws {
        try standby.promote()
        (primary, standby) = (standby, primary)
    }

    /// The node that was lost follows the new primary, without what that one never had.
    func bringBack() throws {
        try Node.asServer(
            """
            pg_rewind --target-pgdata='\(standby.data)' --no-sync \
            --source-server='host=\(folder) port=\(primary.port) user=postgres dbname=postgres'
            """)
        // Its settings are now the other one's.
        try standby.configure()
        try standby.follow(primary)
        try standby.start()
        try waitForStandby()
    }

    /// The standby gets nothing any more, as when the network between them is cut.
    func cutOff() throws {
        try standby.query("ALTER SYSTEM SET primary_conninfo = ''")
        try standby.query("SELECT pg_reload_conf()")
        try shell(
            """
            while [ "$(psql --no-psqlrc -qtA -c 'SELECT count(*) FROM pg_stat_replication' \
                '\(primary.url("postgres"))')" != 0 ]; do sleep 0.02; done
            """)
    }
}
