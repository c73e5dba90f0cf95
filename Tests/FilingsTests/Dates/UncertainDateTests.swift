import CanonicalJSON
import Testing

@testable import Filings

@Suite struct UncertainDateTests {
    /// The record of the contract signed "in June", corroborated by another source.
    static let contract = #"""
        {"day":{"status":"unknown"},"earliest":"2024-06-01","edtf":"2024?-06","latest":"2024-06-29","month":{"status":"stated","value":6},"precision":"month","quoted":"in June","status":"inferred","year":{"assumption":"news names the latest June and links recent stories","candidates":[2024,2025,2026],"corroborated_by":[{"published":"2024-06-29","quote":"this month","source":"S3"}],"inputs":["S1.published>=2024-06-12 via F21"],"rule":"nearest-past-month@1","status":"inferred","value":2024}}
        """#

    @Test func `a date keeps everything it was stored with`() throws {
        let date = try UncertainDate(json: try JSONValue(parsing: Self.contract))
        #expect(date.json.canonicalText == Self.contract)
        #expect(
            date.year?.corroboratedBy == [
                .init(source: "S3", quote: "this month", published: "2024-06-29")
            ])
        #expect(date.latest.day?.text == "2024-06-29")
    }

    @Test func `bounds that are left out are those of the EDTF string`() throws {
        let date = try UncertainDate(json: ["edtf": "[..2026-12-31]"])
        #expect(date.quoted == "[..2026-12-31]")
        #expect(date.earliest == .open && date.latest.day?.text == "2026-12-31")
        #expect(date.precision == .set && date.status == .stated)
    }

    @Test func `a null bound is unknown, and a rule is a convention`() throws {
        let date = try UncertainDate(json: [
            "quoted": "mid-2026", "earliest": nil, "latest": "2026-08-31", "edtf": "2026",
            "rule": "mid-year=May-Aug@1", "claim": "F12",
        ])
        #expect(date.earliest == .unknown && date.convention == "mid-year=May-Aug@1")
    }

    private static let refused: [(JSONValue, EventDataError)] = [
        ([:], EventDataError.missing(type: "date", field: "quoted")),
        (
            ["quoted": "x", "edtf": "2026-13"],
            .malformed(type: "date", field: "edtf", value: #""2026-13""#)
        ),
        (
            ["quoted": "x", "earliest": "soon"],
            .malformed(type: "date", field: "earliest", value: #""soon""#)
        ),
        (
            ["quoted": "x", "earliest": "2026-02-01", "latest": "2026-01-01"],
            .malformed(type: "date", field: "latest", value: #""2026-01-01""#)
        ),
        (["quoted": 1], .malformed(type: "date", field: "quoted", value: "1")),
        (
            ["quoted": "x", "status": "sure"],
            .malformed(type: "date", field: "status", value: #""sure""#)
        ),
        (
            ["quoted": "x", "year": ["value": "2024"]],
            .malformed(type: "date", field: "year.value", value: #""2024""#)
        ),
        (
            ["quoted": "x", "year": ["inputs": [1]]],
            .malformed(type: "date", field: "year.inputs", value: "[1]")
        ),
        (["quoted": "x", "year": 2024], .malformed(type: "date", field: "year", value: "2024")),
        ("2026", .malformed(type: "date", field: "", value: #""2026""#)),
    ]

    @Test(arguments: refused)
    func `a date that cannot be read names its member`(json: JSONValue, error: EventDataError) {
        #expect(throws: error) { try UncertainDate(json: json) }
    }

    @Test func `a register's day is stated whole`() throws {
        let date = UncertainDate(day: try #require(CivilDay("2026-06-30")))
        #expect(date == (try UncertainDate.reading("2026-06-30")))
        #expect(date.status == .stated && date.precision == .day)
    }

    @Test func `dates stand by their first day, else their last`() throws {
        let sorted = [
            "2024", "2024-01", "/2024-03-01", "2024-02/..", "[..2024-12-31]", "2025~",
        ]
        let dates = try sorted.map { try UncertainDate.reading($0) }
        #expect(
            dates.shuffled().sorted { $0.order < $1.order }.map(\.quoted) == [
                "2024-01", "2024", "2024-02/..", "/2024-03-01", "[..2024-12-31]", "2025~",
            ])
        let unknown = try UncertainDate.reading("in June")
        #expect(dates.allSatisfy { $0.order < unknown.order } && !(unknown.order < unknown.order))
    }

    /// Date, range, possible, certain.
    @Test(arguments: [
        ("2024-06", "2024-06-20", "2024-06-25", true, false),
        ("2024-06", "2024-06-01", "2024-06-30", true, true),
        ("2024-06", "2024-07-01", "", false, false), ("2024-06", "", "2024-05-31", false, false),
        ("2024-06", "2024-06-30", "", true, false), ("2024-06", "", "2024-06-01", true, false),
        ("2024-06", "", "", true, true), ("[..2026-12-31]", "2026-12-31", "", true, false),
        ("[..2026-12-31]", "2027-01-01", "", false, false),
        ("[..2026-12-31]", "", "2026-12-31", true, true),
        ("2026-05/", "2030-01-01", "", true, false),
        ("2026-05/", "", "2026-04-30", false, false), ("2026-05/..", "2026-05-01", "", true, true),
    ])
    func `a range holds a date possibly or certainly`(
        text: String, first: String, last: String, possible: Bool, certain: Bool
    ) throws {
        let date = try UncertainDate.reading(text)
        #expect(date.isPossible(from: CivilDay(first), to: CivilDay(last)) == possible)
        #expect(date.isCertain(from: CivilDay(first), to: CivilDay(last)) == certain)
    }

    @Test func `statuses go from stated to unknown`() {
        #expect(UncertainDate.Status.allCases.max() == .stated)
        #expect(UncertainDate.Status.allCases.min() == .unknown)
    }
}
