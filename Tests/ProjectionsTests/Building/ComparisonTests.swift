import EventStorage
import Postgres
import TestSupport
import Testing

@testable import Projections

/// The comparison finds what was changed in the live table behind the projector's back.
@Suite struct ComparisonTests {
    private static let timeline = ProjectionCatalog.all.filter { $0.name == "timeline" }

    struct Planted: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sql: SQL
        let added: Int64
        let gone: Int64
        let changed: Int64
    }

    static let planted = [
        Planted(testDescription: "nothing", sql: "SELECT 1", added: 0, gone: 0, changed: 0),
        Planted(
            testDescription: "a row removed",
            sql: """
                DELETE FROM annals_read.timeline WHERE (key, from_position) IN (
                    SELECT key, from_position FROM annals_read.timeline ORDER BY 1, 2 LIMIT 1)
                """, added: 1, gone: 0, changed: 0),
        Planted(
            testDescription: "rows invented",
            sql: """
                INSERT INTO annals_read.timeline (key, from_position, to_position, company, kind,
                    position, state, title, is_plain, record)
                SELECT key || ' ' || n, from_position, to_position, company, kind, position, state,
                    title, is_plain, record
                FROM generate_series(1, 9) n, (
                    SELECT * FROM annals_read.timeline ORDER BY key, from_position LIMIT 1) t
                """, added: 0, gone: 9, changed: 0),
        Planted(
            testDescription: "values changed",
            sql: "UPDATE annals_read.timeline SET state = state || '!' WHERE from_position <= 50",
            added: 0, gone: 0, changed: -1),
        Planted(
            testDescription: "a NULL in place of a value",
            sql: """
                UPDATE annals_read.timeline SET anchor = NULL WHERE from_position = (
                    SELECT min(from_position) FROM annals_read.timeline WHERE anchor IS NOT NULL)
                """, added: 0, gone: 0, changed: 1),
        Planted(
            testDescription: "an end moved",
            sql: """
                UPDATE annals_read.timeline SET to_position = to_position + 1
                WHERE (key, from_position) IN (
                    SELECT key, from_position FROM annals_read.timeline
                    WHERE to_position < 200 ORDER BY 1, 2 LIMIT 1)
                """, added: 0, gone: 0, changed: 1),
    ]

    @Test(arguments: planted)
    func `planted differences are counted and named`(planted: Planted) async throws {
        try await withHistory(seed: 41) { log in
            let before: Int64? = try await log.value(
                "SELECT count(*) FROM annals_read.timeline WHERE from_position <= 50")
            try await log.query(planted.sql)
            // The live table goes on: what it has beyond the other is no difference.
            let report = try await log.rebuilder(Self.timeline).run(swaps: false)
            #expect(report.tables.count == 1)
            try await log.append(60, of: 41)
            try await log.project()
            let comparison = try #require(
                try await TableComparer(pool: log.pool).compare(Self.timeline[0]))
            for comparison in [comparison, try #require(report.tables[0].comparison)] {
                #expect(comparison.position == 240)
                #expect(comparison.added == planted.added)
                #expect(comparison.gone == planted.gone)
                let changed = planted.changed < 0 ? before : planted.changed
                #expect(comparison.changed == changed)
                let all = comparison.added + comparison.gone + comparison.changed
                #expect(comparison.first.count == Int(min(all, 5)))
                #expect(comparison.isSame == (all == 0) && comparison.columnsApart == [])
            }
        }
    }

    @Test func `columns that only one version has are said to be left out`() async throws {
        try await withHistory(seed: 43) { log in
            try await log.query("ALTER TABLE annals_read.timeline ADD COLUMN older integer")
            try await log.query("ALTER TABLE annals_read.timeline ALTER COLUMN tier TYPE varchar")
            let report = try await log.rebuilder(Self.timeline).run()
            let comparison = try #require(report.tables[0].comparison)
            #expect(comparison.columnsApart.sorted() == ["older", "tier"])
            #expect(comparison.changed == 0 && !comparison.isSame)
        }
    }
}
