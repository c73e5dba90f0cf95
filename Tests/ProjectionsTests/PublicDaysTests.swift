import Filings
import Testing

@testable import Projections

@Suite struct PublicDaysTests {
    private static let filing = NewEvent.listed(filedOn: .on("2024-01-10")) { _ in }
    private static let letter = NewEvent.listed(filedOn: .on("2024-01-10")) {
        $0.details = ["releasedOn": "2024-02-14"]
    }
    /// Tests record on this day.
    private static let recordedOn = "2023-11-14"

    private static func at(_ instant: String, _ event: NewEvent) -> NewEvent {
        var event = event
        event.publishedAt = Instant(instant)
        return event
    }

    private static func claim(known: String?, published: String?) -> NewEvent {
        .claim(
            "F1", knownOn: known.map { .on($0) },
            published: published.flatMap { try? UncertainDate.reading($0) })
    }

    private static func named(
        _ kind: CompanyNamed.Kind, to: String? = nil, observed: String? = nil
    ) -> NewEvent {
        let name = CompanyNamed(
            name: "A", kind: kind, to: to.map { .on($0) }, observedOn: observed.map { .on($0) })
        return NewEvent(id: "n", source: "test:names", event: .companyNamed(name))
    }

    private static let rows: [(event: NewEvent, from: String?, by: String?)] = [
        (filing, "2024-01-10", "2024-01-10"),
        (at("2024-01-09T23:00:00Z", filing), "2024-01-09", "2024-01-10"),
        (at("2024-01-11T00:30:00Z", filing), "2024-01-10", "2024-01-11"),
        (letter, "2024-02-14", "2024-02-14"),
        (at("2024-01-10T12:00:00Z", letter), "2024-01-10", "2024-01-10"),
        (
            .listed(filedOn: .on("2024-03-01")) { $0.details = ["releasedOn": "2024-02-14"] },
            "2024-03-01", "2024-03-01"
        ),
        (.delisted(filing, on: .on("2023-10-01")), "2023-10-01", "2023-10-01"),
        (.relisted(filing, on: .on("2023-10-02")), "2023-10-02", "2023-10-02"),
        (.delisted(filing), recordedOn, recordedOn),
        // Nobody reads tomorrow's page today.
        (.delisted(filing, on: .on("2024-10-01")), recordedOn, recordedOn),
        (.corrected(filing, .init(field: "form", old: nil, new: "10-K")), recordedOn, recordedOn),
        (
            .detailed(filing, [:], publishedAt: Instant("2023-01-01T00:00:00Z")), recordedOn,
            recordedOn
        ),
        (claim(known: "2024-06-12", published: "2024-06"), "2024-06-01", "2024-06-12"),
        (claim(known: "2024-03-12", published: "2024-06"), "2024-06-01", "2024-03-12"),
        (claim(known: nil, published: "2024-06/.."), "2024-06-01", nil),
        (claim(known: "2024-06-12", published: nil), "2024-06-12", "2024-06-12"),
        (claim(known: nil, published: nil), nil, nil),
        (named(.former, to: "2007-01-04", observed: "2024-01-01"), "2007-01-04", "2007-01-04"),
        (named(.former, observed: "2024-01-01"), "2024-01-01", "2024-01-01"),
        (named(.current, to: "2007-01-04", observed: "2024-01-01"), "2024-01-01", "2024-01-01"),
        (named(.alias), nil, nil),
        (.described(sic: "1", on: "2024-01-01"), "2024-01-01", "2024-01-01"),
        (.identified("ticker", "A", normalized: "A"), nil, nil),
        (.run(), "2024-01-05", "2024-01-05"), (.unknown(1), nil, nil),
        (at("2024-01-09T23:00:00Z", .unknown(1)), "2024-01-09", "2024-01-09"),
    ]

    @Test(arguments: rows.indices)
    func `an event is public between two days, or nobody knows when`(row: Int) throws {
        let (event, from, by) = Self.rows[row]
        let days = try #require(recorded(event).first).publicDays
        #expect(days?.from.text == from)
        #expect(days?.by?.text == by)
    }

    @Test(
        arguments: [
            ("2024-01-08", false, false), ("2024-01-09", true, false), ("2024-01-10", true, true),
            ("2024-01-11", true, true),
        ])
    func `what may have been public by a day certainly was by the later one`(
        day: String, maybe: Bool, certainly: Bool
    ) throws {
        let days = try #require(PublicDays(from: .on("2024-01-09"), by: .on("2024-01-10")))
        #expect(days.maybe(by: .on(day)) == maybe)
        #expect(days.certainly(by: .on(day)) == certainly)
        let open = try #require(PublicDays(from: .on("2024-01-09"), by: nil))
        #expect(open.maybe(by: .on(day)) == maybe)
        #expect(!open.certainly(by: .on(day)))
        let earlier = try #require(PublicDays(from: .on("2024-01-09"), by: .on("2023-01-01")))
        #expect(earlier.certainly(by: .on(day)) == maybe)
    }
}
