import Filings

/// The wall clock of the mainland: eight hours ahead of UTC, without summer time since 1992.
enum BeijingTime {
    private static let offset: Int64 = 8 * 3_600_000_000
    private static let perDay: Int64 = 86_400_000_000

    static func day(at instant: Instant) -> CivilDay {
        Instant(microsecondsSinceEpoch: instant.microsecondsSinceEpoch + offset).day
    }

    /// Whether the clock shows 00:00:00, which stands for a day without a time.
    static func isMidnight(_ instant: Instant) -> Bool {
        (instant.microsecondsSinceEpoch + offset) % perDay == 0
    }
}
