import Filings
import Testing

@testable import Rendering

struct DateTextTests {
    private typealias Component = UncertainDate.Component

    static let rows: [(UncertainDate, short: String, gutter: String)] = [
        (.day("2024-03-28"), "2024-03-28", "28 Mar"),
        (.june2024, "2024-06y", "[Jun]y"),
        (.mid2026, "mid 2026~", "mid~"),
        (.end2026, "end 2026~", "end~"),
        (.beforeJuly, "before 2026-07-02", "before 2 Jul"),
        (.nowhere, "unknown", "-"),
        (.sample("x", "open", "open", .unknown), "unknown", "-"),
        (.sample("Q4", "2026-10-01", "2026-12-31", .quarter), "2026-Q4", "Q4"),
        (.sample("H1", "2026-01-01", "2026-06-30", .half), "2026-H1", "H1"),
        (.sample("2026", "2026-01-01", "2026-12-31", .year), "2026", "[2026]"),
        (.sample("2026~", edtf: "2026~", "2026-01-01", "2026-12-31", .year), "2026~", "[2026]~"),
        (.sample("?", edtf: "2024-06?", "2024-06-01", "2024-06-30", .month), "2024-06?", "[Jun]?"),
        (
            .sample("%", edtf: "2024-06%", "2024-06-01", "2024-06-30", .month), "2024-06~?",
            "[Jun]~?"
        ),
        (.sample("to", "2026-05-01", "2026-08-31", .interval), "2026-05..08", "May-Aug"),
        (.sample("3-9 June", "2024-06-03", "2024-06-09", .interval), "2024-06-03..09", "3-9 Jun"),
        (.sample("x", "2024-05-28", "2024-08-03", .set), "2024-05-28..08-03", "28 May-3 Aug"),
        (
            .sample("x", "2024-11-01", "2025-02-28", .interval), "2024-11..2025-02",
            "Nov 2024-Feb 2025"
        ),
        (
            .sample("x", "2024-11-05", "2025-02-03", .interval), "2024-11-05..2025-02-03",
            "2024-11-05..2025-02-03"
        ),
        (.sample("2020s", "2020-01-01", "2029-12-31", .decade), "2020..2029", "2020-2029"),
        (.sample("by 2 July", nil, "2026-07-02", .set), "by 2026-07-02", "by 2 Jul"),
        (.sample("before 2 July", nil, "2026-07-01", .set), "before 2026-07-02", "before 2 Jul"),
        (.sample("before the summer", nil, "2026-05-31", .set), "by 2026-05-31", "by 31 May"),
        (.sample("since 2 July", "2026-07-02", "open", .set), "from 2026-07-02", "from 2 Jul"),
        (.sample("after 2 July", "2026-07-03", nil, .set), "after 2026-07-02", "after 2 Jul"),
        (
            .sample("summer", edtf: "2024-22", "2024-06-01", "2024-08-31", .season), "summer 2024",
            "summer"
        ),
        (
            .sample("winter", edtf: "2024-24", "2024-12-01", "2025-02-28", .season), "winter 2024",
            "winter"
        ),
        (
            .sample(
                "early July", "2024-07-01", "2024-07-10", .vague, convention: "early-month=1-10@1"),
            "early 2024-07~", "early Jul~"
        ),
        (.sample("mid-2026", "2026-05-01", "2026-08-31", .vague), "mid 2026~", "mid~"),
        (.sample("middling", "2026-05-01", "2026-08-31", .vague), "2026-05..08~", "May-Aug~"),
        (
            .sample(
                "in June", "2024-06-01", "2026-06-30", .month,
                year: Component(value: 2024, status: .assumed, candidates: [2024, 2025, 2026]),
                month: .stated(6)), "2024-06y", "[Jun]y"
        ),
        (
            .sample(
                "in June", nil, nil, .month,
                year: Component(status: .unknown), month: .stated(6)), "XXXX-06", "[Jun]"
        ),
        (.sample("44 BC", "-0043-03-15", "-0043-03-15", .day), "-0043-03-15", "15 Mar"),
    ]

    @Test(arguments: rows)
    func `a date is short and keeps its doubt`(
        date: UncertainDate, short: String, gutter: String
    ) {
        #expect(DateText.short(date) == short)
        #expect(GutterDate.words(date) == gutter)
    }

    @Test func `bounds are told whatever the form`() {
        #expect(DateText.bounds(.june2024) == "2024-06-01..29")
        #expect(DateText.bounds(.beforeJuly) == "..2026-07-02")
        #expect(DateText.bounds(.sample("x", "2026-07-02", "open", .set)) == "2026-07-02..")
        #expect(DateText.bounds(.nowhere) == "unknown")
        #expect(DateText.bounds(.day("2024-03-28")) == "2024-03-28")
    }

    static let anchors: [(UncertainDate, String?)] = [
        (.june2024, "2024-06-01"), (.beforeJuly, "2026-07-02"), (.nowhere, nil),
        (.sample("x", "2023-11-05", "2025-02-03", .interval), "2023-11-05"),
        (
            .sample(
                "June", "2024-06-01", "2026-06-30", .month,
                year: Component(value: 2025, status: .assumed), month: .stated(6)), "2025-06-01"
        ),
    ]

    @Test(arguments: anchors)
    func `a date stands where it can begin, or at its one bound`(
        date: UncertainDate, day: String?
    ) {
        #expect(DateShape(date).anchor?.text == day)
    }
}
