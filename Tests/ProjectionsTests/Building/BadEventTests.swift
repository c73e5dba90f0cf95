import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

@testable import Projections

/// A bad event stops the build of its projection, and of no other.
@Suite struct BadEventTests {
    private static let projections: [any Projection] = [PickyNames(), Companies()]

    /// Five names in each of two streams; the seventh event of the log is the bad one.
    private func withBadEvent(
        _ name: String, _ body: (ReadModelLog) async throws -> Void
    ) async throws {
        try await withReadModelLog { log in
            for number in 1...10 {
                let event = NewEvent.named(number == 7 ? name : "Name \(number)")
                try await log.append([(number % 2 == 0 ? .sample : .other, event)])
            }
            if name == "unreadable" {
                try await log.query("ALTER TABLE annals.events DISABLE TRIGGER USER")
                try await log.query(
                    "UPDATE annals.events SET entry = '{\"data\":7}' WHERE position = 7")
            }
            try await body(log)
        }
    }

    private static let cases: [(String, BadEvent.Category, String)] = [
        (PickyNames.refused, .refused, "it says refuse me"),
        (PickyNames.unstorable, .unstorable, "violates check constraint"),
    ]

    @Test(arguments: cases, [1, 1_000] as [Int64])
    func `position, type, category and reason are told`(
        bad: (name: String, category: BadEvent.Category, words: String), rangeEvents: Int64
    ) async throws {
        try await withBadEvent(bad.name) { log in
            let report = try await log.builder(rangeEvents: rangeEvents, Self.projections).run()
            #expect(report.built == ["companies"])
            try #require(report.failures.count == 1)
            let failure = report.failures[0]
            #expect(failure.projection == "picky_names" && failure.position == 7)
            #expect(failure.type == CompanyNamed.type && failure.category == bad.category)
            #expect(failure.reason.contains(bad.words))
            let tables: Int64? = try await log.value(
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'annals_next'")
            #expect(tables == 1)
            let companies: Int64? = try await log.value(
                "SELECT count(*) FROM annals_next.companies")
            #expect(companies == 10)
        }
    }

    @Test func `an entry that cannot be read stops those that need its type`() async throws {
        try await withBadEvent("unreadable") { log in
            let projections: [any Projection] = [PickyNames(), Companies(), Runs()]
            let report = try await log.builder(projections).run()
            #expect(report.built == ["runs"])
            #expect(report.failures.map(\.projection) == ["companies", "picky_names"])
            #expect(report.failures.allSatisfy { $0.category == .unreadable && $0.position == 7 })
        }
    }

    /// Decides that the event at position 7 is passed over.
    private static func skip(_ projection: String, in log: ReadModelLog) async throws {
        let bad = BadEvent(
            projection: projection, position: 7, type: CompanyNamed.type, category: .refused,
            reason: "refused")
        try await log.store.append(
            [Stops.event(skipping: bad, reason: "a test")], to: Skips.stream(of: projection),
            by: "tester")
    }

    @Test(arguments: [PickyNames.refused, PickyNames.unstorable, "unreadable"])
    func `an event that is skipped stops nothing`(name: String) async throws {
        try await withBadEvent(name) { log in
            try await Self.skip("picky_names", in: log)
            #expect(try await log.builder([PickyNames()]).run().failures == [])
            let positions: [Int64] = try await log.query(
                "SELECT from_position FROM annals_next.picky_names ORDER BY 1"
            ).map { row in try row.decode(0) }
            #expect(positions == [1, 2, 3, 4, 5, 6, 8, 9, 10])
        }
    }

    @Test func `a failed projection is built anew when the event is skipped later`() async throws {
        try await withBadEvent(PickyNames.refused) { log in
            _ = try await log.builder(Self.projections).run()
            try await Self.skip("picky_names", in: log)
            let report = try await log.builder(Self.projections).run()
            #expect(report.failures == [] && Set(report.built) == ["companies", "picky_names"])
            let rows: Int64? = try await log.value("SELECT count(*) FROM annals_next.picky_names")
            #expect(rows == 9)
        }
    }

    @Test func `nothing is left of a build that failed whole`() async throws {
        try await withBadEvent(PickyNames.refused) { log in
            let report = try await log.rebuilder([PickyNames()]).run()
            #expect(report.tables == [] && report.swap == nil && report.hasFindings)
            let left: Int64? = try await log.value(
                """
                SELECT (SELECT count(*) FROM annals_read.builds)
                    + (SELECT count(*) FROM pg_tables WHERE schemaname = 'annals_next')
                """)
            #expect(left == 0)
        }
    }
}
