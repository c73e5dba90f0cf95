/// The first and the last day that a date's components allow.
///
/// Masks mean every value they fit. Which days of a year fit depends only on whether the year is a
/// leap year, so two kinds of year are tried, and the years are computed, not walked through.
enum PartialDateBounds {
    /// - Returns: `nil` when the components fit no day.
    static func days(
        year: ExtendedYear, month: PartialDate.MonthPart?, day: DigitMask?
    ) -> (CivilDay, CivilDay)? {
        switch month {
        case nil:
            return (
                CivilDay(validYear: year.range.lowerBound, month: 1, day: 1),
                CivilDay(validYear: year.range.upperBound, month: 12, day: 31)
            )
        case .division(let division):
            return (
                division.first(of: year.range.lowerBound), division.last(of: year.range.upperBound)
            )
        case .month(let mask):
            guard let first = edge(of: year, month: mask, day: day, latest: false),
                let last = edge(of: year, month: mask, day: day, latest: true)
            else { return nil }
            return (first, last)
        }
    }

    private static func edge(
        of year: ExtendedYear, month: DigitMask, day: DigitMask?, latest: Bool
    ) -> CivilDay? {
        // 2023 and 2024 stand for all common years and all leap years.
        let common = monthAndDay(month: month, day: day, isLeap: false, latest: latest)
        let leap = monthAndDay(month: month, day: day, isLeap: true, latest: latest)
        guard let leap else { return nil }
        let edge = latest ? year.range.upperBound : year.range.lowerBound
        if let common {
            let chosen = CivilDay.isLeap(edge) ? leap : common
            return CivilDay(validYear: edge, month: chosen.month, day: chosen.day)
        }
        return leapYear(of: year, latest: latest).map {
            CivilDay(validYear: $0, month: leap.month, day: leap.day)
        }
    }

    /// Whatever fits a common year fits a leap year too.
    private static func monthAndDay(
        month: DigitMask, day: DigitMask?, isLeap: Bool, latest: Bool
    ) -> (month: Int, day: Int)? {
        let months = (1...12).filter(month.fits)
        for candidate in latest ? months.reversed() : months {
            let count = CivilDay.days(inMonth: candidate, of: isLeap ? 2024 : 2023)
            let days = (1...count).filter { day?.fits($0) ?? true }
            if let found = latest ? days.last : days.first { return (candidate, found) }
        }
        return nil
    }

    /// The first or last leap year of a four-digit mask: at most ten thousand are looked at.
    private static func leapYear(of year: ExtendedYear, latest: Bool) -> Int? {
        guard case .digits(let mask, let negative) = year else { return nil }
        let count = (0..<mask.unspecifiedCount).reduce(1) { product, _ in product * 10 }
        let ascending = latest == negative
        let numbers = ascending ? Array(0..<count) : Array((0..<count).reversed())
        return numbers.lazy.map { mask.value(number: $0) }
            .first { CivilDay.isLeap($0) && !(negative && $0 == 0) }
            .map { negative ? -$0 : $0 }
    }
}
