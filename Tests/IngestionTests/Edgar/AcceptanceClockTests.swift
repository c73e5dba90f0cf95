import Filings
import Testing

@testable import Ingestion

struct AcceptanceClockTests {
    @Test(
        arguments: [
            ([], FilingListed.Clock.unknown),
            ([("2024-07-15T16:30:00.000Z", "10-Q")], .unknown),
            ([("2024-07-15T23:30:00.000Z", "4")], .utc),
            ([("2024-07-15T02:00:00.000Z", "4")], .utc),
            ([("2024-07-15T06:30:00.000Z", "4")], .eastern),
            ([("2024-01-15T10:59:59.000Z", "4")], .eastern),
            ([("2024-01-15T11:00:00.000Z", "4")], .unknown),
            ([("2024-01-15T22:00:00.000Z", "4")], .unknown),
            ([("2024-01-15T22:00:01.000Z", "4")], .utc),
            ([("2024-07-15T00:15:07.000Z", "EFFECT")], .eastern),
            ([("2024-07-15T00:16:07.000Z", "EFFECT")], .eastern),
            ([("2024-07-15T04:15:00.000Z", "EFFECT")], .utc),
            ([("2024-01-15T05:15:00.000Z", "EFFECT")], .utc),
            ([("2024-01-15T04:15:00.000Z", "EFFECT")], .unknown),
            ([("2024-07-15T23:30:00-04:00", "4")], .unknown),
            ([("1996-01-15T00:00:00.000Z", "4"), ("1996-07-15T04:00:00.000Z", "4")], .unknown),
        ] as [([(String, String)], FilingListed.Clock)])
    func `rows outside the hours of acceptance tell the clock`(
        rows: [(String, String)], clock: FilingListed.Clock
    ) throws {
        #expect(try judgement(rows) == clock)
    }

    @Test(arguments: [
        (5, 2, FilingListed.Clock.utc), (4, 2, .unknown), (2, 2, .unknown), (2, 5, .eastern),
        (68, 2, .utc),
    ])
    func `exceptions are outvoted, and a near tie is not decided`(
        late: Int, early: Int, clock: FilingListed.Clock
    ) throws {
        let rows =
            Array(repeating: ("2024-07-15T23:30:00.000Z", "4"), count: late)
            + Array(repeating: ("2024-07-15T06:30:00.000Z", "4"), count: early)
        #expect(try judgement(rows) == clock)
    }

    private func judgement(_ rows: [(String, String)]) throws -> FilingListed.Clock {
        var clock = AcceptanceClock()
        for (text, form) in rows {
            clock.weigh(try #require(AcceptanceText(text)), form: form)
        }
        return clock.judgement
    }

    @Test(
        arguments: [
            ("2022-05-06T18:30:57.000Z", FilingListed.Clock.eastern, "2022-05-06T22:30:57.000000Z"),
            ("2022-05-06T22:30:57.000Z", .utc, "2022-05-06T22:30:57.000000Z"),
            ("2022-05-06T22:30:57.000Z", .unknown, nil),
            ("2022-05-06T18:30:57-04:00", .unknown, "2022-05-06T22:30:57.000000Z"),
            ("2022-05-06T18:30:57-04:00", .eastern, "2022-05-06T22:30:57.000000Z"),
        ] as [(String, FilingListed.Clock, String?)])
    func `the same acceptance is one instant on either clock`(
        text: String, clock: FilingListed.Clock, instant: String?
    ) throws {
        #expect(try #require(AcceptanceText(text)).instant(on: clock)?.text == instant)
    }

    @Test(arguments: [
        ("2002-04-10T00:00:00.000Z", true), ("2002-04-10T04:00:00.000Z", true),
        ("2002-01-10T05:00:00.000Z", true), ("2002-01-10T04:00:00.000Z", false),
        ("1994-02-17T15:20:43.000Z", false), ("2002-07-01T00:00:00.000Z", false),
        ("2001-04-10T00:00:00-04:00", false),
    ])
    func `midnight before mid-2002 is a day and no time`(text: String, isBare: Bool) throws {
        #expect(try #require(AcceptanceText(text)).isBareDay == isBare)
    }

    @Test(arguments: ["", "2024-07-15", "20240715163000", "2024-07-15T25:00:00.000Z", "soon"])
    func `a text of another form is no time`(text: String) {
        #expect(AcceptanceText(text) == nil)
    }
}
