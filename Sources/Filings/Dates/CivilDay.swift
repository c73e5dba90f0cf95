/// A day of the proleptic Gregorian calendar, without a zone; the year is astronomical (0 is 1 BC).
///
/// One integer holds year, month and day, so that days compare and hash as one number and a bound
/// of a row costs eight bytes.
public struct CivilDay: Comparable, Hashable, Sendable {
    /// The years that a day can have: the integers of JSON (RFC 8259, section 6), so that a year
    /// can stand in an event and a count of days fits in 64 bits.
    public static let years = -9_007_199_254_740_991...9_007_199_254_740_991

    /// The year shifted by nine bits, the month by five, the day.
    private let packed: Int64

    /// - Returns: `nil` when the calendar has no such day, or the year is outside ``years``.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month),
            day >= 1, day <= Self.days(inMonth: month, of: year)
        else { return nil }
        self.init(validYear: year, month: month, day: day)
    }

    init(validYear year: Int, month: Int, day: Int) {
        packed = Int64(year) << 9 | Int64(month) << 5 | Int64(day)
    }

    public var year: Int { Int(packed >> 9) }
    public var month: Int { Int(packed >> 5 & 0xF) }
    public var day: Int { Int(packed & 0x1F) }

    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// - Parameter month: From 1 to 12.
    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func < (one: CivilDay, other: CivilDay) -> Bool { one.packed < other.packed }
}

extension CivilDay {
    /// The day that many days after 1 January 1970; a count outside ``years`` gives their end.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`:
    /// years begin in March there, so that the leap day comes last.
    public init(daysSinceEpoch: Int) {
        let shifted = min(max(daysSinceEpoch, Self.firstCount), Self.lastCount) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        self.init(
            validYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * fromMarch + 2) / 5 + 1)
    }

    /// Days since 1 January 1970, negative before it. Source: as above, `days_from_civil`.
    public var daysSinceEpoch: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    private static let firstCount =
        CivilDay(validYear: years.lowerBound, month: 1, day: 1).daysSinceEpoch
    private static let lastCount =
        CivilDay(validYear: years.upperBound, month: 12, day: 31).daysSinceEpoch

    /// The day that many days later, or earlier when negative; never outside ``years``.
    public func adding(days: Int) -> CivilDay {
        let (count, overflow) = daysSinceEpoch.addingReportingOverflow(days)
        return CivilDay(daysSinceEpoch: overflow ? (days < 0 ? .min : .max) : count)
    }

    /// The last day of this day's month.
    public var endOfMonth: CivilDay {
        CivilDay(validYear: year, month: month, day: Self.days(inMonth: month, of: year))
    }

    public var weekday: Weekday {
        let fromMonday = (daysSinceEpoch % 7 + 7 + 3) % 7
        return Weekday(rawValue: fromMonday + 1) ?? .monday
    }

    /// The days of a week, numbered as ISO 8601 does: Monday is 1.
    public enum Weekday: Int, CaseIterable, Sendable {
        case monday = 1
        case tuesday, wednesday, thursday, friday, saturday, sunday
    }
}
