/// How an instant is written: `2026-11-23T12:00:00.123456Z`.
///
/// Source: RFC 3339, section 5.6. Read beyond it: seconds may be left out, as ISO 8601 permits and
/// people type. Read more narrowly: `T` and `Z` are upper case.
extension Instant: CustomStringConvertible {
    /// - Parameter text: `2026-11-23T12:00:00Z`, with a fraction, with an offset; a fraction's
    ///   digits after the sixth must be zeros. A leap second reads as the second after it.
    /// - Returns: `nil` for any other form, and for a time that no clock shows.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 17, bytes.count <= 64, bytes[10] == UInt8(ascii: "T"),
            let date = CivilDay(String(decoding: bytes[..<10], as: UTF8.self)), date.year >= 0
        else { return nil }
        var rest = bytes[11...]
        guard let clock = Self.clock(&rest), let fraction = Self.fraction(&rest),
            let offset = Self.offsetSeconds(rest)
        else { return nil }
        let seconds = Int64(date.daysSinceEpoch) * 86_400 + clock.seconds - offset
        if clock.isLeapSecond, seconds % 86_400 != 0 { return nil }
        self.init(microsecondsSinceEpoch: seconds * 1_000_000 + fraction)
    }

    /// Always with six digits of fraction and `Z`: 27 characters in the years 0000 to 9999.
    public var text: String {
        let parts = microsecondsSinceEpoch.flooredDivision(Self.perDay)
        let day = CivilDay(daysSinceEpoch: Int(parts.quotient))
        let time = Self.timeText(ofMicroseconds: Int(parts.remainder), on: day)
        return (0...9999).contains(day.year) ? time : day.text + time.dropFirst(10)
    }

    /// 27 bytes; the first ten are the day's when its year has four digits.
    private static func timeText(ofMicroseconds count: Int, on day: CivilDay) -> String {
        String(unsafeUninitializedCapacity: 27) { bytes in
            for (place, byte) in "0000-00-00T00:00:00.000000Z".utf8.enumerated() {
                bytes[place] = byte
            }
            if (0...9999).contains(day.year) { day.write(into: bytes) }
            let seconds = count / 1_000_000
            bytes.writeDigits(seconds / 3600, from: 11, to: 13)
            bytes.writeDigits(seconds / 60 % 60, from: 14, to: 16)
            bytes.writeDigits(seconds % 60, from: 17, to: 19)
            bytes.writeDigits(count % 1_000_000, from: 20, to: 26)
            return 27
        }
    }

    public var description: String { text }

    private static func clock(
        _ rest: inout ArraySlice<UInt8>
    ) -> (seconds: Int64, isLeapSecond: Bool)? {
        let parts = rest.prefix { $0 == UInt8(ascii: ":") || isDigit($0) }
        // The colon of an offset comes after its sign, so this stops in time.
        let fields = parts.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard fields.count == 2 || fields.count == 3, fields.allSatisfy({ $0.count == 2 }) else {
            return nil
        }
        let numbers = fields.compactMap { CivilDay.number($0) }
        let second = numbers.count == 3 ? numbers[2] : 0
        guard numbers.count == fields.count, numbers[0] <= 23, numbers[1] <= 59, second <= 60
        else { return nil }
        rest = rest.dropFirst(parts.count)
        return (Int64(numbers[0] * 3600 + numbers[1] * 60 + second), second == 60)
    }

    /// Microseconds; zero when there is no fraction.
    private static func fraction(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        let digits = rest.dropFirst().prefix(while: isDigit)
        guard let value = CivilDay.number(digits.prefix(6)),
            digits.dropFirst(6).allSatisfy({ $0 == UInt8(ascii: "0") })
        else { return nil }
        rest = rest.dropFirst(1 + digits.count)
        return (digits.count..<max(6, digits.count)).reduce(Int64(value)) { scaled, _ in
            scaled * 10
        }
    }

    private static func offsetSeconds(_ rest: ArraySlice<UInt8>) -> Int64? {
        if rest.elementsEqual([UInt8(ascii: "Z")]) { return 0 }
        guard rest.count == 6, let sign = rest.first,
            sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            rest.dropFirst(3).first == UInt8(ascii: ":"),
            let hours = CivilDay.number(rest.dropFirst().prefix(2)), hours <= 23,
            let minutes = CivilDay.number(rest.suffix(2)), minutes <= 59
        else { return nil }
        let seconds = Int64(hours * 3600 + minutes * 60)
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
