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
}
