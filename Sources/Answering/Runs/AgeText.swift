import Filings

/// Spans of time as users write and read them.
public enum AgeText {
    /// Reads `26h`, `90m`, `3d`, `45s`, `1d12h`.
    ///
    /// - Returns: `nil` for anything else, and for nothing at all.
    public static func reading(_ text: String) -> Duration? {
        var seconds: Int64 = 0
        var digits = ""
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let unit = units[character], let count = Int64(digits), count <= 1_000_000 else {
                return nil
            }
            seconds += count * unit
            digits = ""
        }
        return digits.isEmpty && seconds > 0 ? .seconds(seconds) : nil
    }

    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]

    /// `45 s`, `12 min`, `3 h 5 min`, `4 d 2 h`: rounded down to the smaller of two units.
    public static func words(_ span: Duration) -> String {
        let seconds = max(0, span.components.seconds)
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3_600 { return "\(seconds / 60) min" }
        let (large, small, size) =
            seconds < 86_400 ? ("h", "min", (3_600, 60)) : ("d", "h", (86_400, 3_600))
        let rest = seconds % Int64(size.0) / Int64(size.1)
        return "\(seconds / Int64(size.0)) \(large)" + (rest > 0 ? " \(rest) \(small)" : "")
    }

    /// `0.4 s`, `12.3 s`, `2 min`: with tenths below a minute.
    public static func precise(_ span: Duration) -> String {
        let (seconds, fraction) = span.components
        if seconds >= 60 { return words(span) }
        return "\(max(0, seconds)).\(max(0, fraction / 100_000_000_000_000_000)) s"
    }
}

extension Instant {
    /// How long after another it is; negative before it.
    public func since(_ other: Instant) -> Duration {
        .microseconds(microsecondsSinceEpoch - other.microsecondsSinceEpoch)
    }
}
