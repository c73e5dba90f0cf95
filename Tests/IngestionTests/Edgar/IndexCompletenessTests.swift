import Filings
import Ingestion
import Testing

struct IndexCompletenessTests {
    static func row(_ day: String, _ number: Int = 17) -> String {
        "1999990001|QUARRY LANE|8-K|\(day)|edgar/data/1999990001/0001999990-20-0000\(number).txt"
    }

    private func quarter(
        _ rows: [String], last: String?, name: String = "master.gz"
    ) throws -> SourceReading {
        var fixture = IndexFixture.quarter(rows)
        fixture.lastDataReceived = last
        return try EdgarIndex().read(fixture.document(name))
    }

    @Test(arguments: [
        ("2020-02-14", "March 31, 2020", "2020-Q1", true),
        ("2020-02-14", "April 4, 2020", "2020-Q1", true),
        ("2020-02-14", "March 30, 2020", "2020-Q1", false),
        ("2020-02-14", "Feb 14, 2020", "2020-Q1", false),
        // 31 March 2024 was a Sunday, 30 June 2024 too, 31 December 2022 a Saturday.
        ("2024-03-29", "March 29, 2024", "2024-Q1", true),
        ("2024-03-28", "March 28, 2024", "2024-Q1", false),
        ("2024-06-28", "June 28, 2024", "2024-Q2", true),
        ("2022-12-30", "December 30, 2022", "2022-Q4", true),
        ("2022-12-30", "December 29, 2022", "2022-Q4", false),
        // New Year's Day of 2022 was observed on Friday 31 December.
        ("2021-12-30", "December 30, 2021", "2021-Q4", false),
        ("2021-12-30", "December 31, 2021", "2021-Q4", true),
    ])
    func `a quarter is complete from its last weekday on`(
        day: String, last: String, unit: String, isComplete: Bool
    ) throws {
        let reading = try quarter([Self.row(day)], last: last)
        let listing = try #require(reading.listing)
        #expect(listing.name == "edgar-index \(unit)")
        #expect(listing.isComplete == isComplete)
        let days = try #require(YearQuarter(unit))
        #expect(listing.days == days.firstDay...days.lastDay)
        let coverage = try #require(reading.coverage.first)
        #expect(reading.coverage.count == 1)
        #expect(coverage.unit == unit)
        #expect(coverage.state == (isComplete ? .complete : .pending))
        #expect(coverage.repair == (isComplete ? nil : "edgar-index --quarter \(unit)"))
    }

    @Test func `a file that cannot be whole is no complete list`() throws {
        let refused = try quarter([Self.row("2020-02-14"), "bad"], last: "March 31, 2020")
        #expect(refused.listing?.isComplete == false)
        #expect(refused.coverage.map(\.reason) == ["1 row refused"])
        #expect(refused.coverage.map(\.state) == [.partial])
        var fixture = IndexFixture.quarter()
        fixture.isEnded = false
        let cut = try EdgarIndex().read(fixture.document("master.gz"))
        #expect(cut.findings.count == 1)
        #expect(cut.listing?.isComplete == false)
        #expect(cut.coverage.map(\.reason) == ["the file ends within a line"])
        let empty = try quarter([], last: "March 31, 2020")
        #expect(empty.listing?.isComplete == false)
        #expect(empty.coverage.map(\.state) == [.partial])
        let undated = try quarter([Self.row("2020-02-14")], last: nil)
        #expect(undated.listing?.isComplete == false)
        #expect(undated.coverage.map(\.state) == [.pending])
    }

    @Test func `the rows say which quarter it is, whatever the name says`() throws {
        let rows = [Self.row("2020-02-14"), Self.row("2020-03-31", 18), Self.row("2020-04-01", 19)]
        let misnamed = try quarter(rows, last: "March 31, 2020", name: "master.1993QTR1.gz")
        #expect(misnamed.listing?.name == "edgar-index 2020-Q1")
        let mixed = try quarter(
            [Self.row("2020-02-14"), Self.row("2020-04-01")], last: "March 31, 2020")
        #expect(mixed.listing == nil)
        #expect(mixed.coverage == [])
        let empty = try quarter([], last: "Jan 2, 2021", name: "master.2020QTR4.gz")
        #expect(empty.coverage.map(\.unit) == ["2020-Q4"])
    }

    @Test func `another index of a quarter is no list of its filings`() throws {
        var fixture = IndexFixture.quarter()
        fixture.description = "XBRL Index of EDGAR Dissemination Feed"
        let reading = try EdgarIndex().read(fixture.document("master.gz"))
        #expect(reading.findings.count == 1)
        #expect(reading.listing == nil)
        #expect(reading.coverage == [])
    }

    static let days: [(String, String?, [RunCoverage])] = [
        ("master.20200103.idx", "Jan  3, 2020", [.init(unit: "2020-01-03", state: .complete)]),
        ("master.20200103.idx", nil, [.init(unit: "2020-01-03", state: .complete)]),
        ("today.idx", "January 3, 2020", [.init(unit: "2020-01-03", state: .complete)]),
        ("today.idx", nil, []), ("today.idx", "Brumaire 3, 2020", []),
        (
            "master.20200106.idx", "Jan  3, 2020",
            [
                .init(
                    unit: "2020-01-06", state: .partial,
                    reason: "the file says that its data are of 2020-01-03",
                    repair: "edgar-index --day 2020-01-06")
            ]
        ),
    ]

    @Test(arguments: days)
    func `a daily index covers its day, and nothing vanishes from its list`(
        name: String, last: String?, coverage: [RunCoverage]
    ) throws {
        var fixture = IndexFixture()
        fixture.lastDataReceived = last
        let reading = try EdgarIndex().read(fixture.document(name))
        #expect(reading.coverage == coverage)
        let isWhole = coverage.first?.state == .complete
        #expect(reading.listing?.name == (isWhole ? "edgar-index 2020-01-03" : nil))
        #expect(reading.listing?.isComplete != true)
    }

    @Test func `a day with refused rows is covered in part`() throws {
        let reading = try EdgarIndex().read(IndexFixture(["bad", "worse"]).document())
        #expect(
            reading.coverage == [
                RunCoverage(
                    unit: "2020-01-03", state: .partial, reason: "2 rows refused",
                    repair: "edgar-index --day 2020-01-03")
            ])
    }
}
