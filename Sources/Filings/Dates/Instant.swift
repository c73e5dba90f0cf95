#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A moment in UTC, in whole microseconds: the resolution of PostgreSQL's `timestamptz`.
public struct Instant: Comparable, Hashable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z, without leap seconds, as POSIX counts.
    public let microsecondsSinceEpoch: Int64

    public init(microsecondsSinceEpoch: Int64) {
        self.microsecondsSinceEpoch = microsecondsSinceEpoch
    }

    /// The system's clock. Only the edges of a program ask it; everything else is passed a clock.
    public static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(
            microsecondsSinceEpoch: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// The day in UTC.
    public var day: CivilDay {
        CivilDay(daysSinceEpoch: Int(microsecondsSinceEpoch.flooredDivision(Self.perDay).quotient))
    }

    /// The first instant of a day in UTC; `nil` when the day is more than 292,000 years away.
    public init?(startOf day: CivilDay) {
        let (count, overflow) = Int64(day.daysSinceEpoch)
            .multipliedReportingOverflow(by: Self.perDay)
        guard !overflow else { return nil }
        self.init(microsecondsSinceEpoch: count)
    }

    static let perDay: Int64 = 86_400_000_000

    public static func < (one: Instant, other: Instant) -> Bool {
        one.microsecondsSinceEpoch < other.microsecondsSinceEpoch
    }
}

extension Int64 {
    /// Division with a remainder that is never negative.
    func flooredDivision(_ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
