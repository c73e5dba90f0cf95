import CanonicalJSON
import Filings
import Testing

@testable import Projections

@Suite struct CompaniesTests {
    private func company(_ events: NewEvent...) -> Companies.Row? {
        Companies().rows(after: recorded(events))["company-sample"]
    }

    @Test func `a company is called by its key until it has a name`() {
        let row = company(.filing(filedOn: .on("2024-01-02")))
        #expect(row?.name == "sample")
        #expect(row?.keys == ["sample"])
        #expect(row?.names == [])
    }

    @Test(
        arguments: [
            ([("New Inc.", CompanyNamed.Kind.current), ("Old Inc.", .former)], "New Inc."),
            ([("Old Inc.", .former), ("New Inc.", .current)], "New Inc."),
            ([("睿力集成", .alias)], "睿力集成"),
            ([("First", .current), ("Second", .current), ("第三", .alias)], "Second"),
        ])
    func `the last current name is the name, else the first other one`(
        names: [(String, CompanyNamed.Kind)], expected: String
    ) {
        let log = recorded(names.map { NewEvent.named($0.0, $0.1) })
        let rows = Companies().rows(after: log)
        #expect(rows["company-sample"]?.name == expected)
        #expect(rows["company-sample"]?.names.count == names.count)
    }

    @Test(
        arguments: [
            (["2000-05-11", "2026-03-05"], "B"), (["2026-03-05", "2000-05-11"], "A"),
            (["2026-03-05", nil], "B"), ([nil, "2000-05-11"], "B"),
            (["2026-03-05", "2026-03-05"], "B"),
        ] as [([String?], String)])
    func `a current name of an earlier day does not replace a later one`(
        days: [String?], expected: String
    ) {
        let events = zip(["A", "B"], days).map { name, day in
            NewEvent(
                id: name, source: "test:register",
                event: .companyNamed(
                    CompanyNamed(name: name, kind: .current, observedOn: day.map { .on($0) })))
        }
        let row = Companies().rows(after: recorded(events))["company-sample"]
        #expect(row?.name == expected)
        #expect(row?.names.count == 2)
    }

    @Test func `names and identifiers are keys in lower case, each once`() {
        let row = company(
            .named("ÄRZTE Inc."), .named("ÄRZTE Inc.", .former), .named("睿力集成", .alias),
            .identified("cik", "0000320193", normalized: "320193"),
            .identified("ticker", "AAPL", normalized: "AAPL"))
        #expect(
            row?.keys == ["sample", "ärzte inc.", "睿力集成", "320193", "0000320193", "aapl"])
        #expect(row?.identifiers.map { $0["scheme"] } == ["cik", "ticker"])
    }

    @Test func `what a register says again on another day is no new row`() {
        let one = company(.described(sic: "3571", on: "2024-01-01"))
        let two = company(
            .described(sic: "3571", on: "2024-01-01"), .described(sic: "3571", on: "2025-01-01"))
        #expect(one == two)
        #expect(one?.described == ["sic": "3571"])
    }

    @Test(arguments: ["register-edgar", "calendar-sec", "company"])
    func `a stream that is no company's has no row`(stream: String) {
        let log = recorded(
            .named("No company"), .unknown(1), in: StreamName(stored: stream))
        #expect(Companies().rows(after: log).isEmpty)
    }

    @Test func `what its filings call a company is a key and no name of it`() {
        let row = company(
            .listed { $0.filerName = "OLD NAME CORP" }, .listed("2") { $0.filerName = "Sample 集团" },
            .listed("3") { $0.filerName = "Old Name Corp" })
        #expect(row?.keys == ["sample", "old name corp", "sample 集团"])
        #expect(row?.names == [])
        #expect(row?.name == "sample")
    }

    @Test(
        arguments: [
            ("company-cik-0000320193", "0000320193"), ("company-uk-01234567", "01234567"),
            ("company-uk-sc123456", "sc123456"),
            ("company-lei-hwupkr0mpou8fgxbt394", "hwupkr0mpou8fgxbt394"),
            ("company-cninfo-9900000001", "9900000001"), ("company-innotron", nil),
        ] as [(String, String?)])
    func `a register's own number is a key`(stream: String, number: String?) {
        let log = recorded(.listed { _ in }, in: StreamName(stored: stream))
        let key = String(stream.dropFirst("company-".count))
        #expect(Companies().rows(after: log)[stream]?.keys == [key] + [number].compactMap { $0 })
    }
}
