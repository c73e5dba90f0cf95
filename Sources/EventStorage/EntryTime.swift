import Filings

/// Recorded times as an entry writes them: `2026-11-23T12:00:00.123456Z`, always 27 bytes.
///
/// Remembers the last second it wrote, since events of a batch lie microseconds apart.
package struct EntryTime {
    static let sizeBytes = 27
    package init() {}

    private var second = Int64.min
    private var text: [UInt8] = []

    /// The instant's text; good for years 1970 to 9999, in which every recorded time lies.
    package mutating func bytes(of instant: Instant) -> [UInt8] {
        let (second, fraction) = instant.microsecondsSinceEpoch
            .quotientAndRemainder(dividingBy: 1_000_000)
        if second != self.second {
            text = Array(instant.text.utf8)
            self.second = second
        }
        var rest = fraction
        for place in stride(from: 25, through: 20, by: -1) {
            text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        return text
    }
}
