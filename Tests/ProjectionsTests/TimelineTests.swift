import CanonicalJSON
import Filings
import Testing

@testable import Projections

@Suite struct TimelineTests {
    private func onlyRow(_ event: NewEvent) -> Timeline.Row? {
        Timeline().rows(after: recorded(event)).values.first
    }

    @Test(
        arguments: [
            ("2024-06-29", "2024-06-29", "2024-06-29"), ("2024-06", "2024-06-01", "2024-06-30"),
            ("mid-2026", "2026-05-01", "2026-08-31"), ("2024-05/..", "2024-05-01", nil),
            ("../2024-05", "2024-05-31", "2024-05-31"), ("2024-05/", "2024-05-01", nil),
        ] as [(String, String, String?)])
    func `a claim stands at its first day, else at its last`(
        wording: String, anchor: String, last: String?
    ) throws {
        let row = try #require(onlyRow(.claim("F1", date: try UncertainDate.reading(wording))))
        #expect(row.anchor?.text == anchor)
        #expect(row.last?.text == last)
    }

    @Test func `a claim without a date has no place in time`() throws {
        let row = try #require(onlyRow(.claim("F1")))
        #expect(row.anchor == nil)
        #expect(row.last == nil)
        #expect(row.record?["date"] == nil)
        #expect(row.kind == "plant")
    }

    @Test(arguments: ["Y-20000", "Y9999999"])
    func `a day that the database cannot hold is left to the record`(wording: String) throws {
        let row = try #require(onlyRow(.claim("F1", date: try UncertainDate.reading(wording))))
        #expect(row.anchor == nil)
        #expect(row.last == nil)
        #expect(row.record?["date"]?["edtf"]?.stringValue == wording)
    }

    @Test func `a claim is public between its source's first day and the day it was known`() throws
    {
        let published = try UncertainDate.reading("2024-06")
        let known = try #require(
            onlyRow(.claim("F1", knownOn: .on("2024-06-12"), published: published)))
        #expect(known.publicFrom?.text == "2024-06-01")
        #expect(known.publicBy?.text == "2024-06-12")
        let unknown = try #require(onlyRow(.claim("F1")))
        #expect(unknown.publicFrom == nil)
        #expect(unknown.publicBy == nil)
    }

    @Test func `a filing that was private first is public from its release`() throws {
        var filing = FilingListed(
            filer: "320193", accession: "0000000000-24-000011", form: "UPLOAD",
            filedOn: .on("2024-05-16"))
        filing.details = ["releasedOn": "2024-06-14"]
        let letter = NewEvent(id: "e", source: "test:register", event: .filingListed(filing))
        let row = try #require(onlyRow(letter))
        #expect(row.anchor?.text == "2024-05-16")
        #expect(row.publicFrom?.text == "2024-06-14")
        #expect(row.publicBy?.text == "2024-06-14")
        #expect(row.record == nil)
    }

    @Test func `a filing accepted in the evening is public from the day before it is dated`() throws
    {
        let clock = try #require(Instant("2024-10-31T22:30:00Z"))
        let row = try #require(onlyRow(.filing(filedOn: .on("2024-11-01"), publishedAt: clock)))
        #expect(row.anchor?.text == "2024-11-01")
        #expect(row.publicFrom?.text == "2024-10-31")
        #expect(row.publicBy?.text == "2024-11-01")
        #expect(row.kind == "filing")
    }

    @Test func `only a former name is a line, on the day on which it ended`() throws {
        let row = try #require(onlyRow(.named("Old Inc.", .former, to: .on("2007-01-04"))))
        #expect(row.anchor?.text == "2007-01-04")
        #expect(row.record?["title"] == "No longer named Old Inc.")
        #expect(row.record?["kind"] == "name")
        let endless = try #require(onlyRow(.named("Old Inc.", .former)))
        #expect(endless.anchor == nil)
        #expect(endless.record?["date"] == nil)
    }

    @Test(
        arguments: [
            NewEvent.named("A"), .named("B", .alias), .run(),
            .described(sic: "1", on: "2024-01-01"),
            .identified("ticker", "A", normalized: "A"), .unknown(1),
        ])
    func `what is no line of a history has no row`(event: NewEvent) {
        #expect(onlyRow(event) == nil)
    }

    @Test func `a claim recorded under another source key takes the first one's row`() {
        let log = recorded(
            .claim("F1", "First wording"), .claim("F1", "Second wording", key: "correction:1"))
        let rows = Timeline().rows(after: log)
        #expect(rows.count == 1)
        #expect(rows["company-sample claim F1"]?.record?["title"] == "Second wording")
    }
}
