import TestSupport
import Testing

@testable import Filings

@Suite struct CivilDayTests {
    /// Source: Calendrical tables of RFC 3339's and POSIX's epoch, and the Gregorian rule itself.
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
        ("2026-11-23", 20_780), ("0000-01-01", -719_528), ("0001-01-01", -719_162),
        ("-0001-12-31", -719_529), ("9999-12-31", 2_932_896), ("10000-01-01", 2_932_897),
    ])
    func `a day has its known count from 1970, both ways`(text: String, count: Int) throws {
        let day = try #require(CivilDay(text))
        #expect(day.daysSinceEpoch == count)
        #expect(CivilDay(daysSinceEpoch: count) == day)
        #expect(day.text == text)
    }

    @Test func `four thousand years counted day by day agree with the formula`() {
        var count = -719_528 - 730_485
        var weekday = CivilDay(daysSinceEpoch: count).weekday.rawValue
        for year in -2000...2000 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (month, length) in lengths.enumerated() {
                for day in 1...length {
                    let counted = CivilDay(daysSinceEpoch: count)
                    guard counted.year == year, counted.month == month + 1, counted.day == day,
                        counted.daysSinceEpoch == count, counted.weekday.rawValue == weekday
                    else {
                        Issue.record("\(year)-\(month + 1)-\(day) is not \(counted)")
                        return
                    }
                    count += 1
                    weekday = weekday % 7 + 1
                }
            }
        }
    }

    @Test(arguments: [
        ("2026-11-23", CivilDay.Weekday.monday), ("1970-01-01", .thursday),
        ("2000-01-01", .saturday), ("1900-01-01", .monday), ("1582-10-15", .friday),
        ("-0001-01-01", .friday),
    ])
    func `a day has its weekday`(text: String, weekday: CivilDay.Weekday) {
        #expect(CivilDay(text)?.weekday == weekday)
    }

    @Test(arguments: [
        "", "2026", "2026-06", "2026-6-30", "2026-06-3", "2026-06-31", "2026-00-10", "2026-13-01",
        "2026-02-29", "1900-02-29", "2026-06-00", "20260630", "2026/06/30", " 2026-06-30",
        "2026-06-30 ", "+2026-06-30", "-0000-01-01", "02026-06-30", "026-06-30", "2026-06-30T",
        "٢٠٢٦-06-30", "2026-06-3é", "-", "--01-01", "99999999999999999999-01-01",
        "9007199254740992-01-01", "2026-+6-30",
    ])
    func `a text that is no day is refused`(text: String) {
        #expect(CivilDay(text) == nil)
    }

    @Test(arguments: [
        (2026, 2, 29), (2026, 0, 1), (2026, 1, 0), (2026, 1, 32), (2026, 4, 31), (.max, 1, 1),
        (.min, 1, 1), (2026, .max, 1), (2026, 1, .min),
    ])
    func `numbers that are no day are refused`(year: Int, month: Int, day: Int) {
        #expect(CivilDay(year: year, month: month, day: day) == nil)
    }

    @Test func `days are ordered as their counts are`() {
        var random = DateRandom(seed: 1)
        for _ in 0..<5000 {
            let one = Int.random(in: -1_000_000...1_000_000, using: &random)
            let other = Int.random(in: -1_000_000...1_000_000, using: &random)
            let days = (CivilDay(daysSinceEpoch: one), CivilDay(daysSinceEpoch: other))
            #expect((days.0 < days.1) == (one < other))
            #expect(days.0.adding(days: other - one) == days.1)
            #expect(CivilDay(days.0.text) == days.0)
        }
    }

    @Test(arguments: [Int.min, .min + 1, -1, 0, 1, .max - 1, .max])
    func `no count of days is too large to be a day`(count: Int) {
        let day = CivilDay(daysSinceEpoch: count)
        #expect(CivilDay.years.contains(day.year))
        #expect(CivilDay(day.text) == day)
        #expect(CivilDay.years.contains(day.adding(days: count).year))
    }

    @Test(arguments: [
        ("2024-02-10", "2024-02-29"), ("2023-02-28", "2023-02-28"), ("2026-12-01", "2026-12-31"),
        ("1900-02-01", "1900-02-28"),
    ])
    func `a month has its last day`(text: String, last: String) {
        #expect(CivilDay(text)?.endOfMonth.text == last)
    }
}
