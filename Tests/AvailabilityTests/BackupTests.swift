import Foundation
import TestSupport
import Testing

extension AvailabilityTests {
    /// `deploy/backup` and `deploy/restore`, on a server whose WAL is archived.
    final class BackupTests {
        private let folder: String
        private let node: Node
        private let keys: String
        private var others: [Node] = []

        init() throws {
            folder = String(try shell("mktemp -d /tmp/annals-backup.XXXXXX").dropLast())
            keys = folder + "/keys"
            // Where the account of servers can read them, whoever owns the checkout.
            try shell(
                """
                mkdir '\(folder)/backups' '\(folder)/backups/wal' '\(folder)/keys'
                cp -r '\(Program.checkout)/deploy' '\(folder)/deploy'
                chmod -R a+rX '\(folder)/deploy'
                [ "$(id -u)" -ne 0 ] || chown -R postgres: '\(folder)'
                """)
            node = Node(folder: folder, number: 1)
            try node.create()
            try Node.asServer(
                """
                cat >> '\(node.data)/postgresql.conf' <<'END'
                archive_mode = on
                archive_command = '\(folder)/deploy/archive-wal %p \(folder)/backups/wal'
                END
                """)
            try node.start()
            try node.query("CREATE DATABASE annals TEMPLATE template0")
            try annals("migrate")
        }

        deinit {
            for node in [node] + others { node.stop() }
            _ = try? shell("rm -rf '\(folder)'")
        }

        /// - Parameter keys: A folder of keys; else that of this log.
        @discardableResult
        private func annals(
            _ words: String, on node: Node? = nil, keys: String? = nil
        ) throws -> String {
            try shell(
                """
                ANNALS_DATABASE_URL='\((node ?? self.node).url())' \
                ANNALS_KEY_FOLDER='\(keys ?? self.keys)' '\(try Program.path("annals"))' \(words)
                """)
        }

        private func record(_ ids: ClosedRange<Int>) throws {
            let claims = ids.map { id in
                """
                {"company":"acme","id":"R\(id)","kind":"milestone","title":"Row \(id)",\
                "date":"2024-06-01","source":"Acme Gazette"}
                """
            }
            try shell(
                "cat > '\(folder)/rows.jsonl' <<'END'\n\(claims.joined(separator: "\n"))\nEND")
            try annals("record '\(folder)/rows.jsonl'")
        }

        private func backUp(_ more: String = "") throws -> String {
            try Node.asServer(
                """
                ANNALS_DATABASE_URL='\(node.url())' '\(folder)/deploy/backup' \
                '\(folder)/backups' \(more)
                """)
            return String(try shell("ls -d '\(folder)'/backups/2*Z | tail -n 1").dropLast())
        }

        /// A server on what `deploy/restore base` makes.
        private func restored(_ number: Int, _ words: String) throws -> Node {
            let node = Node(folder: folder, number: number)
            try Node.asServer("'\(folder)/deploy/restore' base \(words)")
            try node.configure()
            others.append(node)
            try node.start()
            return node
        }

        private func head(_ node: Node) throws -> String {
            try node.query("SELECT position FROM annals.head", database: "annals")
        }

        @Test func `last night's backup and the WAL since bring back any moment, which is proved`()
            throws
        {
            try annals("key create log.example/backup")
            try record(1...50)
            try annals("checkpoint")
            let backup = try backUp()

            try record(51...80)
            try annals("checkpoint")
            try annals("project")
            let moment = try node.query("SELECT clock_timestamp()").dropLast()
            let (wanted, position) = (try annals("digest"), try head(node))
            try shell("cp -a '\(keys)' '\(folder)/keys-then'")
            try record(81...90)
            try annals("checkpoint")
            let (newest, newestPosition) = (try annals("digest"), try head(node))
            try node.query("SELECT pg_switch_wal()")
            try shell(
                """
                last=$(psql --no-psqlrc -qtA '\(node.url())' \
                    -c "SELECT pg_walfile_name(pg_current_wal_lsn() - 1)")
                for _ in $(seq 200); do
                    archived=$(ls '\(folder)/backups/wal' | grep -E '^[0-9A-F]{24}$' | tail -n 1)
                    [[ "$archived" < "$last" ]] || exit 0
                    sleep 0.05
                done; echo "not archived: $archived of $last"; exit 1
                """.bash)

            let wal = "--wal '\(folder)/backups/wal'"
            let then = try restored(
                2, "'\(backup)' '\(folder)/node2' \(wal) --until '\(moment)'")
            try waitForPause(then)
            #expect(try head(then) == position)
            #expect(try annals("verify", on: then, keys: folder + "/keys-then").contains("80"))
            #expect(try annals("digest", on: then) == wanted)

            // Opened for writing, it is not the log whose newest checkpoint is beside the key.
            try then.query("SELECT pg_wal_replay_resume()")
            try shell(
                """
                while [ "$(psql --no-psqlrc -qtA '\(then.url())' -c 'SELECT pg_is_in_recovery()')" = t ]
                do sleep 0.05; done
                """)
            let refused = try #require(throws: ShellFailure.self) {
                try self.annals("checkpoint", on: then)
            }
            #expect(refused.text.contains("older"))
            let failed = try #require(throws: ShellFailure.self) {
                try self.annals("record '\(self.folder)/rows.jsonl'", on: then)
            }
            #expect(failed.text.contains("annals"))
            #expect(try head(then) == position)

            let whole = try restored(3, "'\(backup)' '\(folder)/node3' \(wal)")
            for _ in 0..<400 where try head(whole) != newestPosition { try shell("sleep 0.05") }
            #expect(try head(whole) == newestPosition)
            #expect(try annals("digest", on: whole) == newest)
            #expect(try annals("verify", on: whole).contains("90"))
        }

        /// Recovery stops at its target; the server can be read.
        private func waitForPause(_ node: Node) throws {
            try shell(
                """
                for _ in $(seq 400); do
                    state=$(psql --no-psqlrc -qtA '\(node.url())' \
                        -c 'SELECT pg_get_wal_replay_pause_state()' 2>&1)
                    [ "$state" = paused ] && exit 0
                    sleep 0.05
                done; echo "$state"; tail -n 20 '\(node.data).log'; exit 1
                """)
        }

        @Test func `a logical backup fills an empty database, which is proved`() throws {
            try annals("key create log.example/backup")
            try record(1...50)
            try annals("checkpoint")
            let wanted = try annals("digest")
            let backup = try backUp("--no-base")
            try node.query("CREATE DATABASE other TEMPLATE template0")
            let restore = "'\(folder)/deploy/restore' database '\(backup)' '\(node.url("other"))'"
            try Node.asServer(restore)
            let copy = "--database '\(node.url("other"))'"
            #expect(try annals("verify \(copy)").contains("50"))
            #expect(try annals("digest \(copy)") == wanted)
            try annals("record '\(folder)/rows.jsonl' \(copy)")
            let again = try #require(throws: ShellFailure.self) { try Node.asServer(restore) }
            #expect(again.text.contains("has a log already"))
        }

        @Test func `as many backups stay as were asked for, and the WAL that the oldest needs`()
            throws
        {
            var made: [String] = []
            for _ in 1...3 {
                made.append(try backUp("--keep 2"))
                try node.query("SELECT pg_switch_wal()")
                try shell("sleep 1.1")
            }
            let left = try shell("ls -d '\(folder)'/backups/2*Z").split(separator: "\n")
            #expect(left.map(String.init) == Array(made.dropFirst()))
            let needed = try shell(
                "sed -nE 's/^START WAL.*file ([0-9A-F]{24}).*/\\1/p' '\(made[1])/base/backup_label'"
            )
            let oldest = try shell(
                "ls '\(folder)/backups/wal' | grep -E '^[0-9A-F]{24}$' | head -n 1")
            #expect(oldest >= needed)
            try shell("! ls -A '\(folder)/backups' | grep part")
        }

        @Test(arguments: [
            ("backup", "say into which folder"), ("backup /nonexistent", "there is no folder"),
            ("backup /tmp", "ANNALS_DATABASE_URL is not set"),
            ("backup /tmp --keep 0", "--keep needs a number"),
            ("restore base /nonexistent /nonexistent/x", "there is no base backup"),
            ("restore database /nonexistent postgresql:///x", "there is no database.dump"),
        ])
        func `wrong use is told in one sentence`(words: String, told: String) throws {
            let failure = try #require(throws: ShellFailure.self) {
                try Node.asServer("'\(self.folder)'/deploy/\(words)")
            }
            #expect(failure.text.contains(told))
        }
    }
}

extension String {
    /// For bash, where it needs more than sh has.
    fileprivate var bash: String {
        "bash -c '"
            + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
            + "'"
    }
}
