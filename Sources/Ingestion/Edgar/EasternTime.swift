import Filings

/// The wall clock of New York, from 1967 on, without a time zone database.
///
/// Source: 15 U.S.C. 260a and its changes. Clocks are advanced from 2:00 standard time on the first
/// day to 2:00 daylight time on the last:
/// - 1967 on (Uniform Time Act of 1966, Public Law 89-387): last Sunday of April to last of October
/// - 1974 and 1975 (Public Laws 93-182, 93-434): from 6 January, from 23 February
/// - 1987 on (Public Law 99-359): first Sunday of April
/// - 2007 on (Public Law 109-58, section 110): second Sunday of March to first of November
enum EasternTime {
    /// The instant at which New York's clocks show this.
    ///
    /// The hour that occurs twice in autumn is taken as the first of the two, daylight time; the
    /// one left out in spring as standard time.
    ///
    /// - Parameter secondOfDay: From 0 to 86,399.
    /// - Returns: `nil` before 1967, when the states differed.
    static func instant(_ day: CivilDay, secondOfDay: Int) -> Instant? {
        guard let saving = daylightSaving(in: day.year) else { return nil }
        let twoOClock = 2 * 3600
        let begun = day > saving.first || day == saving.first && secondOfDay >= twoOClock + 3600
        let ended = day > saving.last || day == saving.last && secondOfDay >= twoOClock
        let offsetHours = begun && !ended ? 4 : 5
        let seconds = day.daysSinceEpoch * 86_400 + secondOfDay + offsetHours * 3600
        return Instant(microsecondsSinceEpoch: Int64(seconds) * 1_000_000)
    }

    /// What New York's clocks show at an instant.
    ///
    /// - Returns: `nil` before 1967.
    static func wallClock(at instant: Instant) -> (day: CivilDay, secondOfDay: Int)? {
        let seconds = Int(instant.microsecondsSinceEpoch.flooredQuotient(by: 1_000_000))
        let standard = seconds - 5 * 3600
        let day = CivilDay(daysSinceEpoch: standard.flooredQuotient(by: 86_400))
        guard let saving = daylightSaving(in: day.year) else { return nil }
        let begins = saving.first.daysSinceEpoch * 86_400 + 2 * 3600
        let ends = saving.last.daysSinceEpoch * 86_400 + 3600
        let local = (begins..<ends).contains(standard) ? standard + 3600 : standard
        let days = local.flooredQuotient(by: 86_400)
        return (CivilDay(daysSinceEpoch: days), local - days * 86_400)
    }

    /// The days on which the clocks change; `nil` before 1967.
    static func daylightSaving(in year: Int) -> (first: CivilDay, last: CivilDay)? {
        let first: CivilDay?
        switch year {
        case 2007...: first = sunday(onOrAfter: 8, month: 3, year)
        case 1987...: first = sunday(onOrAfter: 1, month: 4, year)
        case 1974: first = CivilDay(year: year, month: 1, day: 6)
        case 1975: first = CivilDay(year: year, month: 2, day: 23)
        case 1967...: first = sunday(onOrAfter: 24, month: 4, year)
        default: first = nil
        }
        let last =
            year >= 2007
            ? sunday(onOrAfter: 1, month: 11, year) : sunday(onOrAfter: 25, month: 10, year)
        guard let first, let last else { return nil }
        return (first, last)
    }

    private static func sunday(onOrAfter day: Int, month: Int, _ year: Int) -> CivilDay? {
        guard let start = CivilDay(year: year, month: month, day: day) else { return nil }
        return start.adding(days: (7 - start.weekday.rawValue) % 7)
    }
}

extension BinaryInteger {
    /// Division that rounds down, for a positive divisor.
    fileprivate func flooredQuotient(by divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
