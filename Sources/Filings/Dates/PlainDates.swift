// Days and instants in the one form that entries hold, from bytes: a tenth of the time that the
// readers of every form take, which counts when a log of millions is replayed.

extension CivilDay {
    /// `2026-06-30`, and nothing else.
    public init?(plain bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = bytes.number(0..<4), let month = bytes.number(5..<7),
            let day = bytes.number(8..<10)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension Instant {
    /// `2026-11-23T12:00:00.123456Z`, as ``text`` writes it, and nothing else.
    public init?(plain bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 27, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "."),
            bytes[26] == UInt8(ascii: "Z"),
            let day = CivilDay(plain: UnsafeRawBufferPointer(rebasing: bytes[..<10])),
            let hour = bytes.number(11..<13), hour <= 23,
            let minute = bytes.number(14..<16), minute <= 59,
            let second = bytes.number(17..<19), second <= 59,
            let fraction = bytes.number(20..<26)
        else { return nil }
        let seconds = day.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second
        self.init(microsecondsSinceEpoch: Int64(seconds * 1_000_000 + fraction))
    }
}

extension UnsafeRawBufferPointer {
    /// The number that these digits make; `nil` when one is none.
    @inline(__always)
    fileprivate func number(_ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            let digit = self[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}
