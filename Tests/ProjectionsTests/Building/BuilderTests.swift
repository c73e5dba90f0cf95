import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

@testable import Projections

@Suite struct BuilderTests {
    @Test(arguments: [(1, 40), (4, 40), (2, 1), (2, 1_000_000)])
    func `a build has the rows and indexes of a table that followed the log`(
        workers: Int, rangeEvents: Int64
    ) async throws {
        try await withHistory(seed: 11) { log in
            let report = try await log.builder(workers: workers, rangeEvents: rangeEvents).run()
            #expect(report.built == ProjectionCatalog.all.map(\.name))
            #expect(report.failures == [])
            #expect(report.target == 240 && report.events == 240)
            #expect(try await log.rows(in: .next) == log.rows())
            for projection in ProjectionCatalog.all {
                let live = try await log.indexes(of: projection.name, in: .live)
                #expect(try await log.indexes(of: projection.name, in: .next) == live)
                #expect(live.count >= 2)
            }
            let checkpoints: Int64? = try await log.value(
                """
                SELECT count(*) FROM annals_read.checkpoints n
                JOIN annals_read.checkpoints l USING (projection, version, position, event_key)
                WHERE n.place = 'next' AND l.place = 'live'
                """)
            #expect(checkpoints == Int64(ProjectionCatalog.all.count))
        }
    }

    @Test func `an empty log builds empty tables`() async throws {
        try await withReadModelLog { log in
            let report = try await log.builder().run()
            #expect(report.built == ProjectionCatalog.all.map(\.name))
            #expect(try await log.rows(in: .next).values.allSatisfy(\.isEmpty))
        }
    }

    @Test(arguments: [0, 1, 100, 239])
    func `a replay has the rows as of its target`(target: Int64) async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: 12)
            let events = history.events(240)
            try await log.append(Array(events[..<Int(target)]))
            try await log.project()
            let rows = try await log.rows()
            try await log.append(Array(events[Int(target)...]))
            let place = TablePlace.replay(build: "r1")
            let builder = log.builder(place: place)
            let report = try await builder.run(through: target)
            #expect(report.events == target)
            #expect(try await log.rows(in: place) == rows)
        }
    }

    @Test func `of two builds at once the second is told to wait`() async throws {
        try await withHistory(of: 60) { log in
            let lock = try await BuildLock(log.pool)
            await #expect(throws: BuildError.busy) { try await log.builder().run() }
            // A replay has tables of its own and need not.
            _ = try await log.builder(place: .replay(build: "r2")).run()
            await lock.release()
            #expect(try await log.builder().run().built.count == ProjectionCatalog.all.count)
        }
    }

    @Test func `a build of older versions is thrown away, and one of others left alone`()
        async throws
    {
        try await withHistory(seed: 13) { log in
            let timeline = ProjectionCatalog.all.filter { $0.name == "timeline" }
            let runs = ProjectionCatalog.all.filter { $0.name == "runs" }
            _ = try await log.builder(runs).run()
            _ = try await log.builder(timeline).run()
            let builds: [String] = try await log.query(
                "SELECT build FROM annals_read.builds ORDER BY started_at"
            ).map { row in try row.decode(0) }
            try #require(builds.count == 2)
            try await log.query(
                "UPDATE annals_read.builds SET versions = '{0}' WHERE build = \(builds[1])")
            try await log.query("TRUNCATE annals_next.timeline")
            _ = try await log.builder(timeline).run()
            #expect(try await log.value("SELECT count(*) FROM annals_next.timeline") != 0 as Int64?)
            let kept: [String] = try await log.query(
                "SELECT build FROM annals_read.builds ORDER BY started_at"
            ).map { row in try row.decode(0) }
            #expect(kept.count == 2 && kept[0] == builds[0] && kept[1] != builds[1])
        }
    }
}
