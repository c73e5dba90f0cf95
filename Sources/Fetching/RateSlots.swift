/// What the file of a family of servers says: when the next request may go out.
///
/// Times are monotonic, in nanoseconds, and thus the same for all processes until the machine
/// starts anew; then they go back.
struct RateSlots: Equatable {
    /// The start of the next free slot.
    let nextFree: Int64
    /// When the last slot was given away.
    let writtenAt: Int64

    /// A longer queue is no queue but garbage.
    static let longestQueue: Int64 = 3_600_000_000_000

    /// Two numbers of 20 digits, a blank and a line's end: always the same length, so that a
    /// process that dies while it writes leaves the old text, the new one, or garbage.
    static let length = 42

    /// Takes the next slot.
    ///
    /// - Parameter earlier: What the file said; `nil` when that was nothing or garbage.
    /// - Parameter isNew: Whether nobody has ever taken a slot.
    /// - Returns: When the slot begins, and what the file is to say.
    static func take(
        after earlier: RateSlots?, isNew: Bool, now: Int64, spacing: Int64
    ) -> (start: Int64, slots: RateSlots) {
        let start: Int64
        if let earlier {
            // A clock that went back takes the queue with it: who waits in it still waits.
            let queue = earlier.nextFree - earlier.writtenAt
            let nextFree = earlier.writtenAt > now ? now + queue : earlier.nextFree
            start = max(now, nextFree)
        } else {
            // After garbage somebody may have asked this very moment.
            start = isNew ? now : now + spacing
        }
        return (start, RateSlots(nextFree: start + spacing, writtenAt: now))
    }

    init(nextFree: Int64, writtenAt: Int64) {
        self.nextFree = nextFree
        self.writtenAt = writtenAt
    }

    /// - Returns: `nil` for whatever ``text`` does not write.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.length, bytes[20] == UInt8(ascii: " "),
            bytes[41] == UInt8(ascii: "\n"), let nextFree = Self.number(bytes[..<20]),
            let writtenAt = Self.number(bytes[21..<41]), nextFree >= writtenAt,
            nextFree - writtenAt <= Self.longestQueue
        else { return nil }
        self.init(nextFree: nextFree, writtenAt: writtenAt)
    }

    var text: String { "\(Self.padded(nextFree)) \(Self.padded(writtenAt))\n" }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int64(String(decoding: digits, as: UTF8.self))
    }

    private static func padded(_ number: Int64) -> String {
        let digits = String(max(0, number))
        return String(repeating: "0", count: 20 - digits.count) + digits
    }
}
