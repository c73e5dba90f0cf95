import EventStorage
import Postgres
import TestSupport
import Testing

@testable import Projections

@Suite struct RevertTests {
    private static let timeline = ProjectionCatalog.all.filter { $0.name == "timeline" }

    private func title(_ log: ReadModelLog) async throws -> Int64? {
        try await log.value("SELECT count(*) FROM annals_read.timeline WHERE title = 'planted'")
    }

    @Test func `the former table comes back, with what was recorded since, and goes again`()
        async throws
    {
        try await withHistory(seed: 51) { log in
            try await log.query(
                "UPDATE annals_read.timeline SET title = 'planted' WHERE to_position < 100")
            let planted = try #require(try await title(log))
            try #require(planted > 0)
            _ = try await log.rebuilder(Self.timeline).run()
            #expect(try await title(log) == 0)
            try await log.append(50, of: 51)
            try await log.project()
            let rows: Int64? = try await log.value("SELECT count(*) FROM annals_read.timeline")
            let swap = try await log.rebuilder(Self.timeline).revert(by: "tester")
            #expect(
                swap.tables == [
                    .init(
                        projection: "timeline", version: Timeline().version, position: 290,
                        isPaused: false)
                ])
            #expect(try await title(log) == planted)
            #expect(try await log.value("SELECT count(*) FROM annals_read.timeline") == rows)
            #expect(try await log.project() == 290)
            _ = try await log.rebuilder(Self.timeline).revert(by: "tester")
            #expect(try await title(log) == 0)
            let stops: Int64? = try await log.value("SELECT count(*) FROM annals_read.stops")
            #expect(stops == 0)
        }
    }

    @Test func `a former table of another version is paused`() async throws {
        try await withHistory(seed: 53) { log in
            try await log.query(
                "UPDATE annals_read.checkpoints SET version = 3 WHERE projection = 'timeline'")
            _ = try await log.rebuilder(Self.timeline).run()
            let swap = try await log.rebuilder(Self.timeline).revert(by: "tester")
            #expect(swap.tables.map(\.version) == [3] && swap.tables.allSatisfy(\.isPaused))
            let row = try #require(
                try await log.query(
                    "SELECT projection, kind, actor, reason FROM annals_read.stops"
                ).first)
            #expect(try row.decode(0) == "timeline")
            #expect(try row.decode(1) == "paused")
            #expect(try row.decode(2) == "tester")
            let reason: String = try row.decode(3)
            #expect(reason == "went back to version 3 with annals rebuild --revert")
        }
    }

    @Test func `without a former table nothing changes`() async throws {
        try await withHistory(seed: 54) { log in
            _ = try await log.rebuilder(Self.timeline).run()
            let rows = try await log.rows()
            await #expect(throws: BuildError.noFormer(projection: "companies")) {
                try await log.rebuilder().revert(by: "tester")
            }
            #expect(try await log.rows() == rows)
        }
    }

    @Test func `an estimate counts what is needed and changes nothing`() async throws {
        try await withHistory(seed: 55) { log in
            let before = try await dump(log)
            let estimate = try await log.rebuilder().estimate()
            #expect(try await dump(log) == before)
            #expect(estimate.target == 240 && estimate.duration > .zero)
            let tables = Dictionary(
                uniqueKeysWithValues: estimate.tables.map { ($0.projection, $0) })
            #expect(tables["companies"]?.events == 240)
            for (name, table) in tables {
                let rows: Int64? = try await log.value(
                    "SELECT count(*) FROM annals_read.\(identifier: name)")
                #expect(table.rows == rows, "\(name)")
            }
        }
    }

    @Test func `an estimate of an empty log is nothing`() async throws {
        try await withReadModelLog { log in
            let estimate = try await log.rebuilder().estimate()
            #expect(estimate.duration == .zero)
            #expect(estimate.tables.allSatisfy { $0.events == 0 && $0.rows == 0 })
        }
    }

    /// Tables, their sizes and the checkpoints.
    private func dump(_ log: ReadModelLog) async throws -> [String] {
        try await log.query(
            """
            SELECT oid::regclass::text || ' ' || relfilenode || ' ' || pg_relation_size(oid)
            FROM pg_class WHERE relnamespace::regnamespace::text LIKE 'annals%'
            UNION ALL SELECT c::text FROM annals_read.checkpoints c ORDER BY 1
            """
        ).map { row in try row.decode(0) }
    }
}
