import EventStorage
import Filings
import Foundation
import Postgres
import TestSupport
import Testing

/// What must hold when servers are lost. One at a time: each has servers of its own.
@Suite(.serialized) enum AvailabilityTests {}

extension AvailabilityTests {
    struct FailoverTests {
        private static let isLong = ProcessInfo.processInfo.environment["ANNALS_LONG_TESTS"] != nil

        @Test func `the primary is lost again and again under load, and no acknowledged event is`()
            async throws
        {
            try await ServerPair.with { pair in
                let load = try Load(on: pair.url)
                for _ in 1...(Self.isLong ? 20 : 2) {
                    try await load.advance()
                    try pair.failOver()
                }
                try await load.advance()
                try await load.finish()
            }
        }

        @Test(.enabled(if: PgBouncer.isThere))
        func `the same with writers behind PgBouncer in transaction mode`() async throws {
            try await ServerPair.with { pair in
                let poolers = try [pair.primary, pair.standby].map { try PgBouncer(before: $0) }
                defer { for pooler in poolers { pooler.stop() } }
                let ports = poolers.map { "\($0.port)" }.joined(separator: ",")
                let pooled =
                    "postgresql://postgres@/annals?host=\(pair.folder),\(pair.folder)&port=\(ports)"
                    + "&target_session_attrs=read-write&connect_timeout=2"
                let load = try Load(on: pair.url, through: pooled)
                for _ in 1...(Self.isLong ? 20 : 1) {
                    try await load.advance()
                    try pair.failOver()
                }
                try await load.advance()
                try await load.finish()
            }
        }

        @Test(.enabled(if: isLong && PatroniCluster.isThere), .timeLimit(.minutes(60)))
        func `the same under Patroni, which promotes by itself, and with hand-overs`()
            async throws
        {
            try await PatroniCluster.with { cluster in
                let pool = Pool(cluster.url, size: 1)
                _ = try await Migrator(pool).migrate()
                await pool.close()
                let load = try Load(on: cluster.url)
                for round in 1...20 {
                    try await load.advance()
                    if round % 4 == 0 { try cluster.switchOver() } else { try cluster.failOver() }
                }
                try await load.advance()
                try await load.finish()
            }
        }

        @Test func `an ingestion goes on over the loss of the primary, and nothing comes twice`()
            async throws
        {
            try await ServerPair.with { pair in
                // One run after the other, of a file that grows: each takes what is new.
                let (url, folder) = (pair.url, pair.folder)
                let work = Task {
                    var runs: [String] = []
                    for round in 1...(Self.isLong ? 60 : 20) {
                        runs.append(try Self.ingest(round * 200, at: url, in: folder))
                    }
                    return runs
                }
                try await Task.sleep(for: .milliseconds(700))
                try pair.failOver()
                let runs = try await work.value
                #expect(runs.count == (Self.isLong ? 60 : 20))
                let count = try pair.primary.query(
                    "SELECT count(DISTINCT source_key), count(*) FROM annals.events "
                        + "WHERE type = 'claim.asserted'", database: "annals")
                let rows = (Self.isLong ? 60 : 20) * 200
                #expect(count == "\(rows)|\(rows)\n")
            }
        }

        /// Rows 1 to a number, of a company's milestones.
        private static func ingest(_ rows: Int, at url: String, in folder: String) throws -> String
        {
            let program = try Program.path("annals")
            let file = "\(folder)/rows.jsonl"
            return try shell(
                """
                for n in $(seq \(rows - 199) \(rows)); do
                    echo "{\\"company\\":\\"acme\\",\\"id\\":\\"R$n\\",\\"kind\\":\\"milestone\\",\
                \\"title\\":\\"Row $n\\",\\"date\\":\\"2024-06-01\\",\\"source\\":\\"Acme Gazette\\"}"
                done > '\(file)'
                export ANNALS_DATABASE_URL='\(url)' ANNALS_KEY_FOLDER=/nonexistent
                # One that begins while there is no primary ends with 69: a timer runs it again.
                for _ in $(seq 100); do
                    status=0
                    '\(program)' record --no-project '\(file)' || status=$?
                    [ $status = 69 ] || exit $status
                    sleep 0.2
                done
                exit 69
                """)
        }
    }
}
