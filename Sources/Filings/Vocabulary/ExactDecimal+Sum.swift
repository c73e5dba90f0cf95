extension ExactDecimal {
    /// Exactly: digit by digit, with as many digits after the point as the longer one has.
    ///
    /// - Returns: This number alone where the sum would have more than 60 characters.
    public func adding(_ other: ExactDecimal) -> ExactDecimal {
        let places = max(fractionDigits, other.fractionDigits)
        let (one, two) = (units(places), other.units(places))
        let length = max(one.digits.count, two.digits.count)
        let (left, right) = (Self.padded(one.digits, length), Self.padded(two.digits, length))
        if one.isNegative == two.isNegative {
            return made(Self.sum(left, right), isNegative: one.isNegative, places: places)
        }
        let isLeftLess = left.lexicographicallyPrecedes(right)
        return made(
            isLeftLess ? Self.difference(right, left) : Self.difference(left, right),
            isNegative: isLeftLess ? two.isNegative : one.isNegative, places: places)
    }

    private var fractionDigits: Int {
        text.firstIndex(of: ".").map { text[$0...].utf8.count - 1 } ?? 0
    }

    /// The digits without the point, with zeros up to so many after it.
    private func units(_ places: Int) -> (isNegative: Bool, digits: [UInt8]) {
        let digits = text.utf8.filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") }
            .map { $0 - UInt8(ascii: "0") }
        let zeros = [UInt8](repeating: 0, count: places - fractionDigits)
        return (text.first == "-", digits + zeros)
    }

    private static func padded(_ digits: [UInt8], _ length: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: length - digits.count) + digits
    }

    private static func sum(_ one: [UInt8], _ other: [UInt8]) -> [UInt8] {
        var sum: [UInt8] = []
        var carry: UInt8 = 0
        for (left, right) in zip(one, other).reversed() {
            let digit = left + right + carry
            sum.append(digit % 10)
            carry = digit / 10
        }
        sum.append(carry)
        return sum.reversed()
    }

    /// - Parameter other: Not the larger one.
    private static func difference(_ one: [UInt8], _ other: [UInt8]) -> [UInt8] {
        var difference: [UInt8] = []
        var borrow: UInt8 = 0
        for (left, right) in zip(one, other).reversed() {
            let take = right + borrow
            borrow = left < take ? 1 : 0
            difference.append(left + borrow * 10 - take)
        }
        return difference.reversed()
    }

    private func made(_ digits: [UInt8], isNegative: Bool, places: Int) -> ExactDecimal {
        let text = digits.map { String($0) }.joined()
        let padded = String(repeating: "0", count: max(0, places + 1 - text.utf8.count)) + text
        let point = places == 0 ? "" : "." + padded.suffix(places)
        return ExactDecimal((isNegative ? "-" : "") + padded.dropLast(places) + point) ?? self
    }
}
