import Filings

/// The days whose indexes have what was accepted between two instants.
enum LatestGap {
    /// After 17:30 in New York a filing is dated, and indexed, on the next business day.
    ///
    /// Source: 17 CFR 232.13(a)(2).
    private static let dayEnds = 17 * 3600 + 30 * 60

    /// Business days but for holidays, whose indexes are known to be empty when they are asked
    /// for. What was accepted on the evening before a holiday is in the index behind it.
    static func days(from start: Instant, to end: Instant) -> [CivilDay] {
        guard let from = EasternTime.wallClock(at: start), let to = EasternTime.wallClock(at: end)
        else { return [] }
        var last = to.day
        if to.secondOfDay > dayEnds {
            repeat { last = last.adding(days: 1) } while isWeekend(last)
        }
        var days: [CivilDay] = []
        var day = from.day
        while day <= last {
            if !isWeekend(day) { days.append(day) }
            day = day.adding(days: 1)
        }
        return days
    }

    /// EDGAR accepts nothing then, and has no index of such a day.
    private static func isWeekend(_ day: CivilDay) -> Bool {
        day.weekday == .saturday || day.weekday == .sunday
    }
}
