import Filings
import Foundation
import Testing

@testable import Ingestion

struct EasternTimeTests {
    @Test(arguments: [
        (1967, "1967-04-30", "1967-10-29"), (1974, "1974-01-06", "1974-10-27"),
        (1975, "1975-02-23", "1975-10-26"), (1986, "1986-04-27", "1986-10-26"),
        (1987, "1987-04-05", "1987-10-25"), (2006, "2006-04-02", "2006-10-29"),
        (2007, "2007-03-11", "2007-11-04"), (2026, "2026-03-08", "2026-11-01"),
    ])
    func `daylight saving begins and ends by the law of its year`(
        year: Int, first: String, last: String
    ) throws {
        let saving = try #require(EasternTime.daylightSaving(in: year))
        #expect(saving.first.text == first)
        #expect(saving.last.text == last)
    }

    @Test(arguments: [
        ("2024-01-15", 18 * 3600 + 30 * 60, "2024-01-15T23:30:00.000000Z"),
        ("2024-07-15", 18 * 3600 + 30 * 60, "2024-07-15T22:30:00.000000Z"),
        ("2024-07-15", 15 * 60, "2024-07-15T04:15:00.000000Z"),
        ("2024-03-10", 2 * 3600 - 1, "2024-03-10T06:59:59.000000Z"),
        ("2024-03-10", 2 * 3600, "2024-03-10T07:00:00.000000Z"),
        ("2024-03-10", 3 * 3600, "2024-03-10T07:00:00.000000Z"),
        ("2024-11-03", 3600, "2024-11-03T05:00:00.000000Z"),
        ("2024-11-03", 2 * 3600, "2024-11-03T07:00:00.000000Z"),
        ("1998-04-04", 12 * 3600, "1998-04-04T17:00:00.000000Z"),
        ("1998-04-05", 12 * 3600, "1998-04-05T16:00:00.000000Z"),
        ("2023-12-31", 86_399, "2024-01-01T04:59:59.000000Z"),
    ])
    func `a wall clock time is one instant`(day: String, second: Int, instant: String) throws {
        let day = try #require(CivilDay(day))
        #expect(EasternTime.instant(day, secondOfDay: second)?.text == instant)
    }

    @Test func `nothing is known before 1967`() throws {
        let day = try #require(CivilDay("1966-12-31"))
        #expect(EasternTime.instant(day, secondOfDay: 0) == nil)
        #expect(EasternTime.wallClock(at: Instant(microsecondsSinceEpoch: .min)) == nil)
    }

    /// The second method: the system's time zone database.
    @Test func `every hour from 1967 on agrees with the time zone database`() throws {
        let zone = try #require(TimeZone(identifier: "America/New_York"))
        let start = try #require(CivilDay("1967-01-01")).daysSinceEpoch * 24 + 5
        let end = try #require(CivilDay("2037-12-31")).daysSinceEpoch * 24
        for hour in start..<end {
            let second = hour * 3600
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
            let instant = Instant(microsecondsSinceEpoch: Int64(second) * 1_000_000)
            let wall = try #require(EasternTime.wallClock(at: instant))
            let shown = wall.day.daysSinceEpoch * 86_400 + wall.secondOfDay
            guard shown - second == offset else {
                Issue.record("\(instant): \(shown - second) instead of \(offset)")
                return
            }
        }
    }

    @Test func `an instant's wall clock leads back to it but for the hour that occurs twice`()
        throws
    {
        let start = try #require(CivilDay("2024-01-01")).daysSinceEpoch * 24 + 5
        var others: [String] = []
        for hour in start..<start + 365 * 24 {
            let instant = Instant(microsecondsSinceEpoch: Int64(hour) * 3_600_000_000)
            let wall = try #require(EasternTime.wallClock(at: instant))
            if EasternTime.instant(wall.day, secondOfDay: wall.secondOfDay) != instant {
                others.append(instant.text)
            }
        }
        #expect(others == ["2024-11-03T06:00:00.000000Z"])
    }
}
