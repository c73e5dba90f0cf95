/// A decimal number as text: amounts never pass through binary floating point.
///
/// The form is an optional `-`, digits without needless leading zeros, and an optional fraction;
/// zeros at the end of the fraction are kept, for they are what the source printed. Two texts of
/// one number are different values here; ``isLess(than:)`` compares numbers.
public struct ExactDecimal: Hashable, Sendable {
    public let text: String

    /// Reads digits with an optional sign and fraction: `-0.50`, `+7`, `007`.
    ///
    /// - Returns: `nil` for any other text, thousands separators and exponents included, and for
    ///   more than 60 characters.
    public init?(_ text: String) {
        var rest = Substring(text)
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest.removeFirst() }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, text.utf8.count <= 60,
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39) ~= $0 } })
        else { return nil }
        self.init(
            isNegative: isNegative, whole: parts[0], fraction: parts.count == 2 ? parts[1] : "")
    }

    private init(isNegative: Bool, whole: Substring, fraction: Substring) {
        let digits = whole.drop { $0 == "0" }
        let isZero = digits.isEmpty && fraction.allSatisfy { $0 == "0" }
        text =
            (isNegative && !isZero ? "-" : "") + (digits.isEmpty ? "0" : digits)
            + (fraction.isEmpty ? "" : "." + fraction)
    }

    private var isNegative: Bool { text.first == "-" }

    /// The digits before and after the point.
    private var digits: (whole: Substring, fraction: Substring) {
        let parts = text.drop { $0 == "-" }.split(separator: ".")
        return (parts[0], parts.count == 2 ? parts[1] : "")
    }

    /// The number times 10 to the power, exactly: 17.1 times 10⁹ is 17100000000.
    ///
    /// - Parameter power: Not negative.
    public func multiplied(byTenTo power: Int) -> ExactDecimal {
        let (whole, fraction) = digits
        let moved = fraction.prefix(power)
        let zeros = String(repeating: "0", count: max(0, power - moved.count))
        return ExactDecimal(
            isNegative: isNegative, whole: whole + moved + zeros,
            fraction: fraction.dropFirst(power))
    }

    /// Whether the number is smaller, whatever the zeros at the end: 2.50 is not less than 2.5.
    public func isLess(than other: ExactDecimal) -> Bool {
        switch (isNegative, other.isNegative) {
        case (true, false): true
        case (false, true): false
        case (false, false): Self.isLess(digits, than: other.digits)
        case (true, true): Self.isLess(other.digits, than: digits)
        }
    }

    private static func isLess(
        _ one: (whole: Substring, fraction: Substring),
        than other: (whole: Substring, fraction: Substring)
    ) -> Bool {
        if one.whole.count != other.whole.count { return one.whole.count < other.whole.count }
        if one.whole != other.whole { return one.whole < other.whole }
        return withoutEndZeros(one.fraction) < withoutEndZeros(other.fraction)
    }

    private static func withoutEndZeros(_ fraction: Substring) -> Substring {
        var rest = fraction
        while rest.last == "0" { rest.removeLast() }
        return rest
    }
}
