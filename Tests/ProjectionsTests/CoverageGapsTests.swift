import Filings
import Testing

@testable import Projections

@Suite struct CoverageGapsTests {
    private static let run = "a run"

    /// Units of a source with their states, looked at on a day.
    private func gaps(
        _ units: [(unit: String, state: RunCoverage.State)], source: String = "edgar-index",
        lookedOn day: String = "2024-06-01"
    ) -> [String] {
        let lookedAt = Instant("\(day)T03:00:00Z") ?? Instant(microsecondsSinceEpoch: 0)
        let coverage = units.map { unit in
            ReadModels.UnitCoverage(
                source: source, unit: unit.unit, state: unit.state, reason: nil,
                repair: "\(source) --day \(unit.unit)", run: Self.run, lookedAt: lookedAt)
        }
        return CoverageGaps(coverage).gaps.map { "\($0.unit) \($0.state)" }
    }

    private static let rows: [([(String, RunCoverage.State)], [String])] = [
        ([], []), ([("2024-01-02", .complete)], []), ([("2024-01-02", .empty)], []),
        ([("2024-01-02", .pending)], ["2024-01-02 pending"]),
        // From a Tuesday to the next Wednesday but one; a weekend is no gap, neither is a holiday.
        (
            [
                ("2024-01-02", .complete), ("2024-01-04", .partial), ("2024-01-05", .complete),
                ("2024-01-10", .empty),
            ],
            ["2024-01-03 never asked", "2024-01-04 partial", "2024-01-08/2024-01-09 never asked"]
        ),
        ([("2024-01-05", .complete), ("2024-01-08", .complete)], []),
        // A weekend between days that nobody asked for is part of one gap.
        (
            [("2024-01-04", .complete), ("2024-01-09", .complete)],
            ["2024-01-05/2024-01-08 never asked"]
        ),
        // A quarter read whole stands for its days, one read in part does not.
        ([("2024-Q1", .complete), ("2024-01-02", .unread), ("2024-02-01", .pending)], []),
        (
            [("2024-Q1", .partial), ("2024-01-02", .unread)],
            ["2024-01-02 unread", "2024-Q1 partial"]
        ),
        ([("2024-Q1", .complete), ("2024-04-01", .complete)], []),
        (
            [("2024-Q1", .complete), ("2024-04-03", .complete)],
            ["2024-04-01/2024-04-02 never asked"]
        ),
        (
            [("2023-Q3", .complete), ("2024-Q1", .complete)],
            ["2023-10-02/2023-12-29 never asked"]
        ),
        ([("2024-Q9", .complete), ("2024-01-02", .unread)], ["2024-01-02 unread"]),
    ]

    @Test(arguments: rows.indices)
    func `gaps are what is incomplete and the weekdays that nobody asked for`(row: Int) {
        #expect(gaps(Self.rows[row].0) == Self.rows[row].1)
    }

    @Test func `a quarter that was still open stands for the days before it was read`() {
        let units: [(String, RunCoverage.State)] = [
            ("2024-Q1", .complete), ("2024-01-31", .unread), ("2024-02-01", .unread),
        ]
        #expect(gaps(units, lookedOn: "2024-02-01") == ["2024-02-01 unread"])
        #expect(
            gaps(units, lookedOn: "2024-01-01")
                == ["2024-01-31 unread", "2024-02-01 unread"])
    }

    @Test func `only a source that goes day by day has days that nobody asked for`() {
        let units: [(String, RunCoverage.State)] = [
            ("2024-01-02", .complete), ("2024-01-31", .complete), ("CIK0000320193", .unread),
        ]
        #expect(gaps(units, source: "edgar-submissions") == ["CIK0000320193 unread"])
    }

    @Test func `each gap has the command that repairs it`() {
        let day = ReadModels.UnitCoverage(
            source: "edgar-index", unit: "2024-01-02", state: .partial, reason: "why",
            repair: "edgar-index --day 2024-01-02", run: Self.run,
            lookedAt: Instant(microsecondsSinceEpoch: 0))
        let days = ["2024-01-04", "2024-01-09"].map { unit in
            ReadModels.UnitCoverage(
                source: "edgar-index", unit: unit, state: .complete, reason: nil, repair: nil,
                run: Self.run, lookedAt: Instant(microsecondsSinceEpoch: 0))
        }
        let gaps = CoverageGaps([day] + days).gaps
        #expect(
            gaps.map(\.repair) == [
                "edgar-index --day 2024-01-02", "edgar-index --day 2024-01-03",
                "edgar-index --since 2024-01-05 --until 2024-01-08",
            ])
        #expect(gaps.map(\.run) == [Self.run, nil, nil])
        #expect(gaps.first?.reason == "why")
    }
}
