extension [UInt8] {
    /// Appends a double as ECMAScript writes it; `null` when it is not finite.
    ///
    /// Source: ECMA-262, section 6.1.6.1.20, `Number::toString`, which RFC 8785, section 3.2.2.3,
    /// refers to. Swift's `description` has the same digits (the fewest that read back to the same
    /// double, the nearest of those) in another layout.
    mutating func append(number value: Double) {
        guard value.isFinite else { return append(contentsOf: "null".utf8) }
        guard value != 0 else { return append(UInt8(ascii: "0")) }
        if value < 0 { append(UInt8(ascii: "-")) }
        let (digits, point) = Self.digits(of: value.magnitude)
        append(digits, point: point)
    }

    /// The significant digits, without zeros at either end, and where the decimal point belongs:
    /// the value is 0.ddd × 10^point.
    private static func digits(of value: Double) -> (digits: [UInt8], point: Int) {
        let text = value.description.utf8
        let mantissa = text.prefix { $0 != UInt8(ascii: "e") }
        let exponent = Int(String(Substring(text.dropFirst(mantissa.count + 1)))) ?? 0
        let whole = mantissa.prefix { $0 != UInt8(ascii: ".") }.count
        let all = mantissa.filter { $0 != UInt8(ascii: ".") }
        let zeros = all.prefix { $0 == UInt8(ascii: "0") }.count
        let last = all.lastIndex { $0 != UInt8(ascii: "0") } ?? zeros
        return (Self(all[zeros...last]), whole - zeros + exponent)
    }

    private mutating func append(_ digits: [UInt8], point: Int) {
        let zero = UInt8(ascii: "0")
        switch point {
        case digits.count...21:
            append(contentsOf: digits)
            append(contentsOf: repeatElement(zero, count: point - digits.count))
        case 1...21:
            append(contentsOf: digits[..<point])
            append(UInt8(ascii: "."))
            append(contentsOf: digits[point...])
        case -5...0:
            append(contentsOf: "0.".utf8)
            append(contentsOf: repeatElement(zero, count: -point))
            append(contentsOf: digits)
        default:
            append(digits[0])
            if digits.count > 1 { append(UInt8(ascii: ".")) }
            append(contentsOf: digits[1...])
            append(contentsOf: (point > 0 ? "e+\(point - 1)" : "e\(point - 1)").utf8)
        }
    }
}
