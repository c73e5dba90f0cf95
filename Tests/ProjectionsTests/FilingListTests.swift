import CanonicalJSON
import Filings
import Testing

@testable import Projections

@Suite struct FilingListTests {
    private func records(_ events: NewEvent...) -> [JSONObject] {
        FilingList().rows(after: recorded(events)).values.map(\.record)
    }

    @Test func `a filing's record has the names that every format shows`() throws {
        let clock = try #require(Instant("2024-11-01T10:01:36Z"))
        let record = try #require(
            records(
                .filing(
                    filedOn: .on("2024-11-01"), items: ["2.02", "9.01"],
                    period: .on("2024-10-31"), publishedAt: clock)
            ).first)
        #expect(record["accession"] == "0000320193-24-000123")
        #expect(record["filedOn"] == "2024-11-01")
        #expect(record["periodOfReport"] == "2024-10-31")
        #expect(record["items"] == ["2.02", "9.01"])
        #expect(record["acceptedAt"] == "2024-11-01T10:01:36.000000Z")
        #expect(record["listed"] == true)
        #expect(record["company"] == "sample")
        #expect(record["date"]?["earliest"] == "2024-11-01")
        #expect(record["position"] == 1)
        let title = record["title"]?.stringValue ?? ""
        #expect(title.hasPrefix("8-K: "))
    }

    @Test func `without a period, a clock and items the fields are absent or empty`() throws {
        let record = try #require(
            records(.filing(form: "UPLOAD", filedOn: .on("2005-07-26"))).first)
        #expect(record["periodOfReport"] == nil)
        #expect(record["acceptedAt"] == nil)
        #expect(record["items"] == [])
        #expect(record["title"] == "UPLOAD")
    }

    @Test func `one accession number under two forms is two filings`() {
        let day = CivilDay.on("2024-01-02")
        let log = recorded(.filing(form: "10-K", filedOn: day), .filing(form: "ARS", filedOn: day))
        #expect(
            Set(FilingList().rows(after: log).keys) == [
                "company-sample edgar:320193/0000320193-24-000123/10-K",
                "company-sample edgar:320193/0000320193-24-000123/ARS",
            ])
    }

    @Test func `one filing of two filers is one row for each`() {
        let event = NewEvent.filing(filedOn: .on("2024-01-02"))
        let log = recorded(event) + recorded(event, in: .other)
        #expect(FilingList().rows(after: log).count == 2)
    }

    @Test func `names, claims and unknown events have no row`() {
        let log = recorded(
            .named("A"), .identified("ticker", "A", normalized: "A"), .claim("F1"), .unknown(1),
            .described(sic: "1", on: "2024-01-01"))
        #expect(FilingList().rows(after: log).isEmpty)
    }
}
