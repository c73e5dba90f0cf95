/// How a day is written: `2026-06-30`, `-0043-01-01`, `20260-01-01`.
extension CivilDay: CustomStringConvertible {
    /// Reads what ``text`` writes, and nothing else.
    ///
    /// - Returns: `nil` when the text has another form or the calendar has no such day.
    public init?(_ text: String) {
        var rest = Substring(text).utf8
        let negative = rest.first == UInt8(ascii: "-")
        if negative { rest.removeFirst() }
        guard let firstHyphen = rest.firstIndex(of: UInt8(ascii: "-")) else { return nil }
        let yearDigits = rest[..<firstHyphen]
        let tail = rest[firstHyphen...].dropFirst()
        guard tail.count == 5, tail.dropFirst(2).first == UInt8(ascii: "-"),
            (4...16).contains(yearDigits.count),
            yearDigits.count == 4 || yearDigits.first != UInt8(ascii: "0"),
            let year = Self.number(yearDigits), !(negative && year == 0),
            let month = Self.number(tail.prefix(2)), let day = Self.number(tail.suffix(2))
        else { return nil }
        self.init(year: negative ? -year : year, month: month, day: day)
    }

    /// The day in ISO 8601's extended form; a year has at least four digits, more without a plus.
    public var text: String {
        guard (0...9999).contains(year) else {
            return "\(Self.yearText(year))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))"
        }
        return String(unsafeUninitializedCapacity: 10) { bytes in
            write(into: bytes)
            return 10
        }
    }

    /// Ten bytes, for a year of four digits: the usual case, without a string on the way.
    func write(into bytes: UnsafeMutableBufferPointer<UInt8>) {
        bytes.writeDigits(year, from: 0, to: 4)
        bytes[4] = UInt8(ascii: "-")
        bytes.writeDigits(month, from: 5, to: 7)
        bytes[7] = UInt8(ascii: "-")
        bytes.writeDigits(day, from: 8, to: 10)
    }

    public var description: String { text }

    static func yearText(_ year: Int) -> String {
        (year < 0 ? "-" : "") + padded(abs(year), to: 4)
    }

    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// At most 18 ASCII digits and nothing else; else `nil`.
    static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard (1...18).contains(digits.count) else { return nil }
        var value = 0
        for byte in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Writes the number's last digits into the places from the first up to the second.
    func writeDigits(_ number: Int, from start: Int, to end: Int) {
        var rest = number
        for place in (start..<end).reversed() {
            self[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }
}
