extension StrictReader {
    /// Reads a number, the next byte being a digit or a minus sign.
    mutating func number() throws(JSONError) -> JSONValue {
        let start = offset
        let isNegative = next == UInt8(ascii: "-")
        if isNegative { offset += 1 }
        let firstDigit = offset
        let magnitude = try digits()
        if offset - firstDigit > 1, bytes[firstDigit] == UInt8(ascii: "0") {
            throw failure(.leadingZero, at: firstDigit)
        }
        let isInteger = try !skipFractionAndExponent()
        if isInteger, let magnitude {
            return .integer(isNegative ? -magnitude : magnitude)
        }
        guard case .ecmaScript = numbers else {
            throw failure(isInteger ? .integerTooLarge : .notAnInteger, at: start)
        }
        return try double(start..<offset)
    }

    /// Reads one digit or more.
    ///
    /// - Returns: Their value; `nil` when it is beyond 2^53−1.
    private mutating func digits() throws(JSONError) -> Int64? {
        let start = offset
        var value: Int64 = 0
        while offset < bytes.count, bytes[offset].isDigit {
            // Up to here ten times as much fits; from here on the value only says "too large".
            if value <= JSONNumbers.largestInteger {
                value = value * 10 + Int64(bytes[offset] - UInt8(ascii: "0"))
            }
            offset += 1
        }
        if offset == start { throw failure(next == nil ? .unexpectedEnd : .malformedNumber) }
        return value <= JSONNumbers.largestInteger ? value : nil
    }

    /// - Returns: Whether there was one or the other.
    private mutating func skipFractionAndExponent() throws(JSONError) -> Bool {
        let start = offset
        if next == UInt8(ascii: ".") {
            offset += 1
            _ = try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            offset += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
            _ = try digits()
        }
        return offset > start
    }

    /// The double nearest to a number's text; an integer when it is one within ±(2^53−1).
    private func double(_ range: Range<Int>) throws(JSONError) -> JSONValue {
        let text = String(decoding: bytes[range], as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw failure(.numberTooLarge, at: range.lowerBound)
        }
        guard value.magnitude <= Double(JSONNumbers.largestInteger) else { return .double(value) }
        let integer = Int64(value)
        return Double(integer) == value ? .integer(integer) : .double(value)
    }
}

extension UInt8 {
    /// Whether this is one of `0`…`9`.
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}
