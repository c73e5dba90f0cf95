import TestSupport
import Testing

@testable import Filings

/// Wordings whose year stands in the publication and not in the words.
@Suite struct InferenceTests {
    private static func day(_ text: String) -> CivilDay {
        CivilDay(text) ?? CivilDay(daysSinceEpoch: 0)
    }

    private func window(_ first: String?, _ last: String?) -> Publication {
        let bound = { (text: String?) in text.map { DateBound.day(Self.day($0)) } ?? .unknown }
        return Publication(earliest: bound(first), latest: bound(last))
    }

    @Test func `a June of a story known only to be recent has candidates and an assumption`() throws
    {
        var published = window("2024-06-12", "2026-08-31")
        published.inputs = ["S1.published>=2024-06-12 via F21"]
        let date = try UncertainDate.reading("in June", published: published)
        #expect(date.edtf == "2024?-06")
        #expect(date.earliest.day?.text == "2024-06-01")
        #expect(date.latest.day?.text == "2026-06-30")
        #expect(date.precision == .month && date.status == .inferred)
        let year = UncertainDate.Component(
            value: 2024, status: .inferred, rule: "nearest-past-month@1",
            inputs: ["S1.published>=2024-06-12 via F21"],
            assumption: "news names the latest June and links recent stories",
            candidates: [2024, 2025, 2026])
        #expect(date.year == year)
        #expect(date.month == .stated(6) && date.day == .unknown)
    }

    @Test func `a June is bounded by the day its story was published`() throws {
        let date = try UncertainDate.reading(
            "in June", published: Publication(on: Self.day("2024-06-29")))
        #expect(date.edtf == "2024?-06")
        #expect(date.earliest.day?.text == "2024-06-01")
        #expect(date.latest.day?.text == "2024-06-29")
        #expect(date.year?.inputs == ["published=2024-06-29"])
        #expect(date.year?.candidates == [] && date.year?.value == 2024)
        #expect(date.year?.assumption == "news names the latest June")
    }

    @Test(arguments: ["in June", "6月", "2 June", "late June", "by June", "Q2", "June or July"])
    func `without a publication no year is made up`(wording: String) throws {
        let date = try UncertainDate.reading(wording)
        #expect(date.earliest.day == nil && date.latest.day == nil)
        #expect(date.year?.value == nil && date.status == .unknown)
    }

    @Test func `a publication with a last day only bounds the year from above`() throws {
        let date = try UncertainDate.reading("in June", published: window(nil, "2026-08-31"))
        #expect(date.year?.status == .unknown && date.year?.value == nil)
        #expect(date.earliest == .unknown && date.latest.day?.text == "2026-06-30")
        #expect(date.year?.inputs == ["published<=2026-08-31"])
    }

    @Test func `a publication with a first day only leaves the end unknown`() throws {
        let date = try UncertainDate.reading("in June", published: window("2024-06-12", nil))
        #expect(date.edtf == "2024?-06" && date.earliest.day?.text == "2024-06-01")
        #expect(date.latest == .unknown)
    }

    /// Wording, day of publication, EDTF, first and last day.
    @Test(arguments: [
        ("in March", "2024-06-12", "2024?-03", "2024-03-01", "2024-03-31"),
        ("in December", "2024-06-12", "2023?-12", "2023-12-01", "2023-12-31"),
        ("in June", "2024-06-01", "2024?-06", "2024-06-01", "2024-06-01"),
        ("in June", "2024-05-31", "2023?-06", "2023-06-01", "2023-06-30"),
        ("29 February", "2023-05-01", "2020?-02-29", "2020-02-29", "2020-02-29"),
        ("2 July", "2026-07-02", "2026?-07-02", "2026-07-02", "2026-07-02"),
        ("Q4", "2026-02-01", "2025?-36", "2025-10-01", "2025-12-31"),
        ("early July", "2026-07-05", "[2026?-07-01..2026?-07-10]", "2026-07-01", "2026-07-05"),
        ("expected in June", "2024-07-15", "2025?-06", "2025-06-01", "2025-06-30"),
        ("by June", "2024-06-12", "[..2024?-06-30]", "open", "2024-06-30"),
        ("before 29 February", "2022-01-01", "[..2024?-02-28]", "open", "2024-02-28"),
        (
            "between November and February", "2024-03-10", "[2023?-11..2024?-02]", "2023-11-01",
            "2024-02-29"
        ),
        ("this month", "2024-06-29", "2024-06", "2024-06-01", "2024-06-30"),
        ("last month", "2024-01-05", "2023-12", "2023-12-01", "2023-12-31"),
        ("next month", "2024-12-31", "2025-01", "2025-01-01", "2025-01-31"),
        ("in the current year", "2024-06-12", "2024", "2024-01-01", "2024-12-31"),
        ("earlier this year", "2024-06-12", "2024", "2024-01-01", "2024-06-12"),
        ("later this year", "2024-06-12", "2024", "2024-06-12", "2024-12-31"),
        ("earlier this month", "2024-06-12", "2024-06", "2024-06-01", "2024-06-12"),
        ("later this month", "2024-06-12", "2024-06", "2024-06-12", "2024-06-30"),
        ("last year", "2024-06-12", "2023", "2023-01-01", "2023-12-31"),
        ("in March this year", "2024-06-12", "2024-03", "2024-03-01", "2024-03-31"),
        ("the second half of this year", "2024-06-12", "2024-41", "2024-07-01", "2024-12-31"),
        ("by the end of the year", "2024-06-12", "[..2024-12-31]", "open", "2024-12-31"),
        ("yesterday", "2024-03-01", "2024-02-29", "2024-02-29", "2024-02-29"),
        ("今年6月", "2024-06-12", "2024-06", "2024-06-01", "2024-06-30"),
        ("本月", "2024-06-12", "2024-06", "2024-06-01", "2024-06-30"),
        ("6月", "2024-07-12", "2024?-06", "2024-06-01", "2024-06-30"),
    ])
    func `a wording is counted from its publication`(
        wording: String, published: String, edtf: String, first: String, last: String
    ) throws {
        let date = try UncertainDate.reading(
            wording, published: Publication(on: Self.day(published)))
        #expect(date.edtf == edtf)
        #expect(date.earliest.json.stringValue == first)
        #expect(date.latest.json.stringValue == last)
        #expect(date.status == (date.convention?.contains("month=") == true ? .assumed : .inferred))
        #expect(
            date.year?.rule.map { name in DateConvention.all.contains { $0.name == name } } == true)
        #expect(try UncertainDate(json: date.json) == date)
    }

    @Test func `the current year of a story of several possible years has candidates`() throws {
        let date = try UncertainDate.reading(
            "in the current year", published: window("2024-06-12", "2026-08-31"))
        #expect(date.year?.candidates == [2024, 2025, 2026])
        #expect(date.edtf == "2024?" && date.latest.day?.text == "2026-12-31")
        #expect(date.year?.assumption == "news links recent stories")
    }

    @Test func `this month of a story of several possible months is a set of months`() throws {
        let date = try UncertainDate.reading(
            "this month", published: window("2024-06-12", "2024-08-31"))
        #expect(date.edtf == "[2024-06..2024-08]" && date.year?.value == 2024)
        #expect(date.month?.status == .unknown && date.month?.value == nil)
    }

    /// The oracle asks every day of the publication's window for its own reading.
    @Test(arguments: ["in June", "Q4", "2 July", "last year", "expected in March", "winter"])
    func `a window's bounds are those of all its days`(wording: String) throws {
        var random = DateRandom(seed: 21)
        for _ in 0..<4 {
            let first = Self.day("2019-01-01")
                .adding(days: Int.random(in: 0...2000, using: &random))
            let length = Int.random(in: 0...60, using: &random)
            var bounds: (CivilDay, CivilDay)?
            for offset in stride(from: 0, through: length * 13, by: 13) {
                let one = try UncertainDate.reading(
                    wording, published: Publication(on: first.adding(days: offset)))
                let (low, high) = (try #require(one.earliest.day), try #require(one.latest.day))
                bounds = (min(bounds?.0 ?? low, low), max(bounds?.1 ?? high, high))
            }
            let last = first.adding(days: length * 13)
            let date = try UncertainDate.reading(
                wording, published: Publication(earliest: .day(first), latest: .day(last)))
            #expect(date.earliest.day == bounds?.0 && date.latest.day == bounds?.1)
        }
    }
}
