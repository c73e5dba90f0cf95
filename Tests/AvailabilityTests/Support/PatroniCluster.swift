import Foundation
import TestSupport

/// Two servers under Patroni with etcd, set up by `deploy/postgresql/patroni.yml` with the places and
/// times of a test.
final class PatroniCluster {
    let folder: String
    private var etcd = ""

    static let isThere =
        (try? shell("command -v patroni && command -v etcd && command -v curl")) != nil

    private static let names = ["db1", "db2"]
    private static let etcdPort = 5_590

    /// What clients are given.
    let url =
        "postgresql://postgres@127.0.0.1,127.0.0.1/annals?port=5581,5582"
        + "&target_session_attrs=read-write&connect_timeout=2"

    private static func port(_ name: String) -> Int { 5_580 + (name == names[0] ? 1 : 2) }
    private static func control(_ name: String) -> String { "http://127.0.0.1:\(port(name) + 4)" }

    private init() throws {
        folder = String(try shell("mktemp -d /tmp/annals-patroni.XXXXXX").dropLast())
        try shell("[ \"$(id -u)\" -ne 0 ] || chown postgres: '\(folder)'")
    }

    /// Runs the body with both servers up and a database, and ends everything afterwards.
    static func with(_ body: (PatroniCluster) async throws -> Void) async throws {
        let cluster = try PatroniCluster()
        defer { cluster.remove() }
        try cluster.start()
        try await body(cluster)
    }

    private func start() throws {
        let client = "http://127.0.0.1:\(Self.etcdPort)"
        let peer = "http://127.0.0.1:\(Self.etcdPort + 1)"
        etcd = try background(
            """
            etcd --name e1 --data-dir '\(folder)/etcd' --listen-client-urls \(client) \
            --advertise-client-urls \(client) --listen-peer-urls \(peer) \
            --initial-advertise-peer-urls \(peer) --initial-cluster e1=\(peer)
            """, log: "etcd")
        for name in Self.names {
            try write(settings(of: name), to: name)
            try begin(name)
            if name == Self.names[0] { _ = try leader() }
        }
        try waitForStandby()
        try query("CREATE DATABASE annals TEMPLATE template0")
    }

    private func remove() {
        for name in Self.names { kill(name) }
        _ = try? shell("kill -9 \(etcd); rm -rf '\(folder)'")
    }

    // MARK: One node

    /// The file that is delivered, with what only a test needs.
    private func settings(of name: String) throws -> String {
        var text = try String(
            contentsOfFile: Program.checkout + "/deploy/postgresql/patroni.yml", encoding: .utf8)
        let hosts = (1...3).map { "db\($0).example.org:2379" }.joined(separator: ", ")
        for (line, replacement) in [
            ("name: db1\n", "name: \(name)\n"),
            ("listen: 127.0.0.1:8008", "listen: 127.0.0.1:\(Self.port(name) + 4)"),
            (
                "connect_address: db1.example.org:8008",
                "connect_address: 127.0.0.1:\(Self.port(name) + 4)"
            ),
            (hosts, "127.0.0.1:\(Self.etcdPort)"),
            ("ttl: 30", "ttl: 10"), ("loop_wait: 10", "loop_wait: 2"),
            ("retry_timeout: 10", "retry_timeout: 3"),
            ("/usr/local/lib/annals/archive-wal %p /var/backups/annals/wal", "/bin/true"),
            ("listen: 127.0.0.1:5432", "listen: 127.0.0.1:\(Self.port(name))"),
            (
                "connect_address: db1.example.org:5432",
                "connect_address: 127.0.0.1:\(Self.port(name))"
            ),
            ("/var/lib/postgresql/15/annals", "\(folder)/\(name)"),
            ("/usr/lib/postgresql/15/bin", Node.programs),
            ("    - local all postgres peer\n", ""),
            ("local all all scram-sha-256", "local all all trust"),
            ("hostssl all all all scram-sha-256", "host all all 127.0.0.1/32 trust"),
            (
                "hostssl replication replicator all scram-sha-256",
                "host replication replicator 127.0.0.1/32 trust"
            ),
            ("jit: \"off\"", "jit: \"off\"\n        unix_socket_directories: '\(folder)'"),
        ] {
            guard text.contains(line) else {
                throw ShellFailure(text: "patroni.yml has no \(line)")
            }
            text = text.replacing(line, with: replacement)
        }
        return text
    }

    private func write(_ text: String, to name: String) throws {
        let quoted = text.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''")
        try shell("printf %s '\(quoted)' > '\(folder)/\(name).yml'")
    }

    private func begin(_ name: String) throws {
        let process = try background("patroni '\(folder)/\(name).yml'", log: name)
        try shell("echo \(process) > '\(folder)/\(name).process'")
    }

    /// Every process of the node at once, as when its machine goes off.
    private func kill(_ name: String) {
        _ = try? shell(
            """
            patroni=$(cat '\(folder)/\(name).process')
            server=$(head -n 1 '\(folder)/\(name)/postmaster.pid')
            kill -9 $patroni $server $(pgrep -P "$server")
            while kill -0 $server 2>/dev/null; do sleep 0.02; done
            """)
    }

    /// - Returns: The process.
    private func background(_ command: String, log: String) throws -> String {
        try Node.asServer(
            """
            setsid \(command) > '\(folder)/\(log).log' 2>&1 < /dev/null & echo $!
            """
        ).filter(\.isNumber)
    }

    // MARK: The cluster

    /// Waits for the node that takes writes.
    func leader(otherThan former: String? = nil) throws -> String {
        let nodes = Self.names.filter { $0 != former }
        return try String(
            shell(
                """
                for _ in $(seq 1200); do
                    for node in \(nodes.map { "\($0)=\(Self.control($0))" }.joined(separator: " ")); do
                        if curl -fsS -m 2 "${node#*=}/primary" >/dev/null 2>&1; then
                            echo "${node%%=*}"; exit 0
                        fi
                    done
                    sleep 0.05
                done
                \(story); exit 1
                """
            ).prefix { $0 != "\n" })
    }

    /// Waits until the leader acknowledges nothing that the other one has not got, and Patroni has
    /// noted in etcd that the other one may take over: until then, a round of its loop, it may not.
    func waitForStandby() throws {
        let control = Self.control(try leader())
        try shell(
            """
            for _ in $(seq 600); do
                states=$(psql --no-psqlrc -qtA -c "SELECT string_agg(sync_state, ',') \
            FROM pg_stat_replication WHERE state = 'streaming'" '\(administration)' 2>&1)
                case $states in
                    sync|quorum)
                        curl -fsS -m 2 '\(control)/cluster' | grep -q '"role": "sync_standby"' && exit 0 ;;
                esac
                sleep 0.1
            done
            echo "no standby: $states"; \(story); exit 1
            """)
    }

    private var administration: String { url.replacing("/annals?", with: "/postgres?") }

    /// What both say of themselves, without the statements that the end of a server cut off.
    private var story: String {
        "grep -hE 'INFO|ERROR|FATAL|LOG: ' '\(folder)'/db?.log | sort | tail -n 40"
    }

    /// The leader's machine goes off, the other one is promoted by Patroni, and the lost one comes back.
    func failOver() throws {
        let lost = try leader()
        kill(lost)
        _ = try leader(otherThan: lost)
        try begin(lost)
        try waitForStandby()
    }

    /// The leader hands over, as before its machine is restarted.
    func switchOver() throws {
        let former = try leader()
        try Node.asServer("patronictl -c '\(folder)/\(former).yml' switchover --force annals")
        _ = try leader(otherThan: former)
        try waitForStandby()
    }

    private func query(_ sql: String) throws {
        try shell(
            "psql --no-psqlrc -qtA -v ON_ERROR_STOP=1 -c '\(sql)' "
                + "'\(administration)'")
    }
}
