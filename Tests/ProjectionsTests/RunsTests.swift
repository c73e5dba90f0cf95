import Filings
import Testing

@testable import Projections

@Suite struct RunsTests {
    private static let run = "edgar-index/2024-01-05T03:00:00.000000Z"

    @Test func `several events of a run add up in one row`() throws {
        let rows = Runs().rows(
            after: recorded(
                .run(appended: 5, part: 1, parts: 2), .unknown(1),
                .run(appended: 7, part: 2, parts: 2), .run("cninfo", appended: 1)))
        #expect(rows.count == 2)
        let row = try #require(rows[Self.run])
        #expect(row.counts.appended == 12)
        #expect(row.counts.read == 12)
        #expect(row.positions == [1, 3])
        #expect(row.parts == 2)
        #expect(row.outcome == "complete")
        #expect(row.source == "edgar-index")
    }

    @Test(
        arguments: [
            ([.complete, .complete], "complete"), ([.failed, .failed], "failed"),
            ([.complete, .partial], "partial"), ([.failed, .complete, .complete], "partial"),
        ] as [([RunFinished.Outcome], String)])
    func `parts with different outcomes make a partial run`(
        outcomes: [RunFinished.Outcome], expected: String
    ) {
        let events = outcomes.enumerated().map { index, outcome in
            NewEvent.run(outcome: outcome, part: Int64(index + 1), parts: Int64(outcomes.count))
        }
        #expect(Runs().rows(after: recorded(events))[Self.run]?.outcome == expected)
    }

    @Test func `the newest event in the order of the log decides about a unit`() throws {
        let rows = Coverage().rows(
            after: recorded(
                .run(
                    coverage: [
                        RunCoverage(unit: "2024-01-02", state: .complete),
                        RunCoverage(unit: "2024-01-03", state: .pending, repair: "edgar-index"),
                    ]),
                .run(
                    "edgar-index", "2023-01-01T00:00:00Z",
                    coverage: [
                        RunCoverage(unit: "2024-01-02", state: .partial),
                        RunCoverage(unit: "2024-01-02", state: .unread, reason: "said twice"),
                    ]),
                .run("cninfo", coverage: [RunCoverage(unit: "2024-01-02", state: .empty)])))
        #expect(rows.count == 3)
        let row = try #require(rows["edgar-index 2024-01-02"])
        #expect(row.state == "unread")
        #expect(row.reason == "said twice")
        #expect(row.run == "edgar-index/2023-01-01T00:00:00.000000Z")
        #expect(rows["edgar-index 2024-01-03"]?.repair == "edgar-index")
        #expect(rows["cninfo 2024-01-02"]?.state == "empty")
    }
}
