/// A place in a server's write-ahead log: what was written up to there is on a standby once that has
/// replayed it.
///
/// In text as PostgreSQL has it, `16/B374D848`: two hexadecimal numbers of 32 bits (type `pg_lsn`).
public struct WALPosition: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// - Returns: `nil` for what is none.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...8).contains($0.utf8.count) }),
            let high = UInt32(parts[0], radix: 16), let low = UInt32(parts[1], radix: 16),
            parts.allSatisfy({ $0.first != "+" })
        else { return nil }
        rawValue = UInt64(high) << 32 | UInt64(low)
    }

    public var description: String {
        String(rawValue >> 32, radix: 16, uppercase: true) + "/"
            + String(rawValue & 0xFFFF_FFFF, radix: 16, uppercase: true)
    }

    public static func < (one: WALPosition, other: WALPosition) -> Bool {
        one.rawValue < other.rawValue
    }
}
