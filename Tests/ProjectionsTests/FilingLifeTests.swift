import CanonicalJSON
import Filings
import Testing

@testable import Projections

/// What becomes of a filing's rows when something is said of it later.
@Suite struct FilingLifeTests {
    private static let listed = NewEvent.listed(filedOn: .on("2024-01-02")) {
        $0.items = ["2.02"]
        $0.primaryDocDescription = "Results"
    }

    private func changed(by events: NewEvent...) -> FilingList.Row? {
        let rows = FilingList().rows(after: recorded([Self.listed] + events))
        return rows.count == 1 ? rows.values.first : nil
    }

    @Test func `details become part of the record, which stays where the listing stands`() throws {
        let clock = try #require(Instant("2024-01-01T21:30:00Z"))
        let row = try #require(
            changed(
                by: .detailed(
                    Self.listed,
                    [
                        "items": ["8.01"], "periodOfReport": "2023-12-31", "fileNumber": "001-1",
                        "acceptedClock": "header", "acceptedText": "20240101163000",
                    ], publishedAt: clock)))
        #expect(row.record["items"] == ["8.01"])
        #expect(row.record["periodOfReport"] == "2023-12-31")
        #expect(row.record["fileNumber"] == "001-1")
        #expect(row.record["acceptedAt"]?.stringValue == clock.text)
        #expect(row.record["acceptedClock"] == "header")
        #expect(row.record["title"] == "8-K: other events")
        #expect(row.record["position"] == 1)
        #expect(row.record["type"] == "filing.listed")
        #expect(row.record["corrected"] == nil)
        #expect(row.position == 1)
    }

    @Test func `a correction shows the value in force and keeps the one before`() throws {
        let row = try #require(
            changed(
                by: .corrected(
                    Self.listed, .init(field: "filedOn", old: "2024-01-02", new: "2023-12-29"),
                    .init(field: "form", old: "8-K", new: "8-K/A")),
                .corrected(Self.listed, .init(field: "items", old: ["2.02"], new: nil))))
        #expect(row.filedOn.text == "2023-12-29")
        #expect(row.form == "8-K/A")
        #expect(row.record["filedOn"] == "2023-12-29")
        #expect(row.record["publishedOn"] == "2023-12-29")
        #expect(row.record["date"]?["earliest"] == "2023-12-29")
        #expect(row.record["form"] == "8-K/A")
        #expect(row.record["items"] == [])
        #expect(row.record["title"] == "8-K/A: Results")
        #expect(
            row.record["corrected"] == [
                ["field": "filedOn", "old": "2024-01-02", "new": "2023-12-29", "position": 2],
                ["field": "form", "old": "8-K", "new": "8-K/A", "position": 2],
                ["field": "items", "old": ["2.02"], "position": 3],
            ])
    }

    @Test func `a filing that its register dropped stays with the day, and comes back`() throws {
        let gone = try #require(changed(by: .delisted(Self.listed, on: .on("2024-02-03"))))
        #expect(gone.record["listed"] == false)
        #expect(gone.record["state"] == "no longer listed")
        #expect(gone.record["delistedOn"] == "2024-02-03")
        let unnoted = try #require(changed(by: .delisted(Self.listed)))
        #expect(unnoted.record["delistedOn"] == "2023-11-14")
        let back = try #require(
            changed(by: .delisted(Self.listed), .relisted(Self.listed, on: .on("2024-03-04"))))
        #expect(back.record["listed"] == true)
        #expect(back.record["state"] == "listed again")
        #expect(back.record["delistedOn"] == nil)
        #expect(back.record["relistedOn"] == "2024-03-04")
        #expect(back.record["title"] == gone.record["title"])
    }

    @Test func `what is said of a filing that nobody listed makes no row`() {
        let log = recorded(
            .delisted(Self.listed), .detailed(Self.listed, ["items": ["8.01"]]),
            .corrected(Self.listed, .init(field: "form", old: nil, new: "10-K")))
        #expect(FilingList().rows(after: log).isEmpty)
        #expect(Timeline().rows(after: log).isEmpty)
    }

    @Test func `fields that a record does not show are left to the events`() throws {
        let before = try #require(changed(by: .unknown(1)))
        let after = try #require(
            changed(
                by: .detailed(Self.listed, ["sizeBytes": 5, "act": "34", "details": ["a": "b"]]))
        )
        #expect(before == after)
    }

    @Test func `the timeline's line moves with the filing`() throws {
        let clock = try #require(Instant("2024-01-04T21:30:00Z"))
        let log = recorded(
            Self.listed,
            .corrected(Self.listed, .init(field: "filedOn", old: "2024-01-02", new: "2024-01-05")),
            .detailed(Self.listed, [:], publishedAt: clock), .delisted(Self.listed))
        let rows = Timeline().rows(after: log)
        let row = try #require(rows.values.first)
        #expect(rows.count == 1)
        #expect(row.anchor?.text == "2024-01-05")
        #expect(row.publicFrom?.text == "2024-01-04")
        #expect(row.publicBy?.text == "2024-01-05")
        #expect(row.state == "no longer listed")
        #expect(row.position == 1)
        #expect(row.isPlain)
        #expect(row.record == nil)
    }

    @Test func `a register's own title is kept until it corrects it`() throws {
        let own = NewEvent.listed(form: "AA") { filing in
            filing.register = "companies-house"
            filing.title = "Accounts for a dormant company"
        }
        let change = NewEvent.corrected(own, .init(field: "form", old: "AA", new: "AA02"))
        let retitled = NewEvent.corrected(own, .init(field: "title", old: nil, new: "Accounts"))
        let untitled = NewEvent.corrected(own, .init(field: "title", old: nil, new: nil))
        let rows: [(events: [NewEvent], title: String)] = [
            ([own], "Accounts for a dormant company"),
            ([own, change], "Accounts for a dormant company"),
            ([own, change, retitled], "Accounts"), ([own, untitled], "AA"),
            ([own, untitled, change], "AA02"),
        ]
        for row in rows {
            let record = FilingList().rows(after: recorded(row.events)).values.first?.record
            #expect(record?["title"]?.stringValue == row.title)
        }
    }

    @Test(
        arguments: [
            ("edgar", "SEC EDGAR"), ("companies-house", "Companies House"),
            ("cninfo", "cninfo 巨潮资讯网"), ("xbrl-filings", "filings.xbrl.org"),
            ("a-new-register", "a-new-register"),
        ])
    func `the source of a record is the register, a primary one`(
        register: String, title: String
    ) throws {
        let clock = try #require(Instant("2024-01-01T16:00:00Z"))
        var event = NewEvent.listed { $0.register = register }
        event.publishedAt = clock
        let record = try #require(FilingList().rows(after: recorded(event)).values.first?.record)
        #expect(record["source"]?["title"]?.stringValue == title)
        #expect(record["source"]?["tier"] == "P")
        #expect(record["source"]?["url"] == "test:register")
        #expect(record["register"]?.stringValue == register)
        #expect(record["publishedAt"]?.stringValue == clock.text)
        #expect((record["acceptedAt"] != nil) == (register == "edgar"))
    }
}
