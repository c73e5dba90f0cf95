import CanonicalJSON
import Filings
import Testing

@testable import Projections

/// A filing's line without its record says what the record says.
@Suite struct TimelineFilingTests {
    private static let day = CivilDay.on("2024-01-10")
    private static let clock = Instant("2024-01-09T23:30:00Z")
    private static let plain = NewEvent.listed(filedOn: day) { _ in }
    private static let told = NewEvent.listed(filedOn: day) {
        $0.items = ["2.02", "9.01"]
        $0.primaryDocDescription = "Results"
    }
    private static let old = NewEvent.listed(filedOn: .on("2000-01-02")) { $0.items = ["9"] }
    private static let own = NewEvent.listed(form: "AA", filedOn: day) { $0.title = "Accounts" }
    private static let odd = NewEvent.listed(filedOn: day) { $0.items = ["2.02,9.01", "", "x"] }
    private static let letter = NewEvent.listed(form: "UPLOAD", filedOn: day) {
        $0.details = ["releasedOn": "2024-02-14"]
    }

    private static func change(
        _ filing: NewEvent, _ field: String, _ value: JSONValue?
    ) -> NewEvent {
        .corrected(filing, .init(field: field, old: nil, new: value))
    }

    private static let rows: [[NewEvent]] = [
        [plain], [told], [old], [own], [odd], [letter],
        [told, change(told, "items", nil)], [told, change(told, "items", ["8.01"])],
        [told, change(told, "items", [1, "5.02"])], [told, change(told, "items", "2.02")],
        [told, change(told, "form", "10-K")], [told, change(told, "form", nil)],
        [told, change(told, "form", 7)], [plain, change(plain, "primaryDocDescription", "Deed")],
        [told, change(told, "items", []), change(told, "primaryDocDescription", nil)],
        // Item 9 meant something else before October 2000.
        [old, change(old, "filedOn", "2001-01-02")],
        [own, change(own, "title", "Full accounts")], [own, change(own, "title", nil)],
        [own, change(own, "title", 3)], [own, change(own, "title", nil), change(own, "form", "B")],
        [told, .detailed(told, ["title": "Own 标题"]), change(told, "items", nil)],
        [plain, change(plain, "filedOn", "soon"), change(plain, "filedOn", nil)],
        [plain, .detailed(plain, [:], publishedAt: clock), change(plain, "filedOn", "2024-01-20")],
        [plain, .detailed(plain, [:], publishedAt: clock), change(plain, "filedOn", "2024-01-09")],
        // Made public on its own day: what that day was is not lost when the day is corrected.
        [
            plain, change(plain, "filedOn", "2024-01-09"),
            .detailed(plain, [:], publishedAt: clock), change(plain, "filedOn", "2024-01-12"),
        ],
        [letter, change(letter, "filedOn", "2024-03-01"), change(letter, "filedOn", "2024-01-01")],
        [letter, change(letter, "filedOn", "2024-01-15")],
        [letter, change(letter, "details.releasedOn", "2024-02-20")],
        [letter, change(letter, "details.releasedOn", "never")],
        [
            letter, .detailed(letter, [:], publishedAt: clock),
            change(letter, "filedOn", "2024-01-15"),
        ],
        [
            letter, .detailed(letter, [:], publishedAt: clock),
            change(letter, "details.releasedOn", "2024-03-14"),
        ],
        [plain, .delisted(plain)], [letter, .delisted(letter), .relisted(letter)],
    ]

    @Test(arguments: rows.indices)
    func `title, state, day and days of publication are those of the record`(row: Int) throws {
        let log = recorded(Self.rows[row])
        let line = try #require(Timeline().rows(after: log).values.first)
        let record = try #require(FilingList().rows(after: log).values.first?.record)
        #expect(line.shownTitle == record["title"]?.stringValue ?? "")
        #expect(line.state == record["state"]?.stringValue)
        #expect(line.kind == record["kind"]?.stringValue)
        #expect(line.tier == record["source"]?["tier"]?.stringValue)
        #expect(line.position == record["position"]?.integerValue)
        #expect(line.anchor == record.filedOn && line.last == line.anchor && line.isPlain)
        let day = record.publishedDay ?? record.releasedDay ?? record.filedOn
        #expect(line.publicBy == max(day, record.filedOn))
        #expect(
            line.publicFrom == (record.releasedDay == nil ? min(day, record.filedOn) : day))
        #expect(line.record == nil)
    }

    @Test func `what a line does not show does not change it`() throws {
        let before = try #require(Timeline().rows(after: recorded(Self.told)).values.first)
        let log = recorded(
            Self.told, .detailed(Self.told, ["fileNumber": "1", "roles": ["Issuer"]]),
            Self.change(Self.told, "periodOfReport", "2024-01-01"))
        #expect(Timeline().rows(after: log).values.first == before)
    }
}
