import EventStorage
import Filings
import Glibc
import Postgres
import TestSupport
import Testing

@testable import Projections

/// Read models computed again elsewhere, compared, and thrown away.
@Suite(.serialized) struct ReplayTests {
    private func withHistory(
        seed: UInt64, _ body: (ReadModelLog) async throws -> Void
    ) async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: seed)
            try await log.append(history.events(150))
            try await log.project()
            try await body(log)
        }
    }

    /// Tables, and what is written down of builds.
    private func leftovers(in log: ReadModelLog) async throws -> [String] {
        try await log.query(
            """
            SELECT relname::text FROM pg_class
            WHERE relnamespace = 'annals_replay'::regnamespace AND relkind = 'r'
            UNION ALL SELECT build FROM annals_read.builds ORDER BY 1
            """
        ).map { row in try row.decode(0) }
    }

    @Test func `to any position it equals the live read models, and nothing is left of it`()
        async throws
    {
        try await withHistory(seed: 31) { log in
            for (position, workers) in [(0, 1), (1, 1), (37, 3), (100, 1), (149, 2), (150, 4)] {
                let report = try await Replayer(log.store, workers: workers)
                    .run(through: Int64(position))
                #expect(report.failures.isEmpty)
                #expect(report.models.map(\.digest.projection) == ProjectionCatalog.all.map(\.name))
                for model in report.models {
                    #expect(model.live == .equal, "\(model.digest)")
                    #expect(model.digest.position == Int64(position))
                }
            }
            #expect(try await leftovers(in: log).isEmpty)
        }
    }

    @Test(.enabled(if: SubmissionsCorpus.isThere))
    func `as of positions of a real history it equals the live read models`() async throws {
        let step = getenv("ANNALS_LONG_TESTS") == nil ? 1_000 : 100
        try await withReadModelLog { log in
            try await RealHistory.ingest(into: log)
            try await log.project()
            let head = try await log.store.head().position
            for position in stride(from: head, to: 0, by: -step) {
                let report = try await Replayer(log.store, workers: 2).run(through: position)
                #expect(report.models.count == ProjectionCatalog.all.count)
                for model in report.models { #expect(model.live == .equal, "\(model.digest)") }
            }
        }
    }

    @Test func `live rows that are not what the log says are told`() async throws {
        try await withHistory(seed: 32) { log in
            try await log.query(
                """
                DELETE FROM annals_read.timeline
                WHERE from_position = (SELECT max(from_position) FROM annals_read.timeline)
                """)
            try await log.query(
                "UPDATE annals_read.checkpoints SET version = 0 WHERE projection = 'runs'")
            let report = try await Replayer(log.store, workers: 1)
                .run(["runs", "companies", "timeline"], through: 150)
            let live = Dictionary(
                uniqueKeysWithValues: report.models.map { ($0.digest.projection, $0.live) })
            #expect(live["companies"] == .equal)
            #expect(live["runs"] == .unknown(.notBuilt(projection: "runs")))
            guard case .different(let digest) = live["timeline"] else {
                Issue.record("\(report)")
                return
            }
            let replayed = report.models.first { $0.digest.projection == "timeline" }?.digest
            #expect(digest.rows + 1 == replayed?.rows)
            try await log.append([(.other, .unknown(151))])
            let later = try await Replayer(log.store, workers: 1).run(["timeline"], through: 151)
            let behind = DigestError.behind(projection: "timeline", reached: 150, asked: 151)
            #expect(later.models.map(\.live) == [.unknown(behind)])
        }
    }

    @Test func `a projection that cannot take an event fails alone`()
        async throws
    {
        try await withReadModelLog { log in
            try await log.append((1...9).map { (.sample, .unknown($0)) })
            let projections: [any Projection] = [Choosy(refused: [4, 7]), StreamTally()]
            let report = try await Replayer(log.store, workers: 2).run(projections, through: 9)
            #expect(report.failures.map(\.position) == [4])
            #expect(report.failures.map(\.category) == [.refused])
            #expect(report.models.map(\.digest.rows) == [9])
            let before = try await Replayer(log.store, workers: 2).run(projections, through: 3)
            #expect(before.failures.isEmpty && before.models.map(\.digest.rows) == [3, 3])
            #expect(try await leftovers(in: log).isEmpty)
        }
    }

    @Test func `what a killed replay left is removed by the next, what a living one has stays`()
        async throws
    {
        try await withHistory(seed: 33) { log in
            _ = try await log.builder(place: .replay(build: "dead")).run()
            let living = try await ReplayTables(in: log.pool)
            #expect(try await leftovers(in: log).isEmpty)
            _ = try await log.builder(place: living.place).run()
            // Killed in the middle: before its tables were filled.
            try await log.query("CREATE TABLE annals_replay.timeline_dead2 (key text)")
            try await log.query(
                "ALTER TABLE annals_replay.timeline_dead2 OWNER TO annals_projector")
            _ = try await Replayer(log.store, workers: 1).run(["runs"], through: 20)
            let left = try await leftovers(in: log)
            #expect(left.contains("timeline_" + living.build) && left.contains(living.build))
            #expect(left.allSatisfy { $0.hasSuffix(living.build) })
            try await living.drop()
            #expect(try await leftovers(in: log).isEmpty)
        }
    }

    @Test(arguments: [0, 5, 30, 90])
    func `a cancelled one leaves nothing`(milliseconds: Int) async throws {
        try await withHistory(seed: 34) { log in
            let replay = Task { try await Replayer(log.store, workers: 2).run(through: 150) }
            try await Task.sleep(for: .milliseconds(milliseconds))
            replay.cancel()
            _ = await replay.result
            #expect(try await leftovers(in: log).isEmpty)
        }
    }
}
