/// The year of a date in its several spellings.
enum ExtendedYear: Hashable, Sendable {
    /// Four digits or `X`, perhaps negative: `2026`, `-0043`, `20XX`.
    case digits(DigitMask, negative: Bool)
    /// `Y` and the digits or digits with an exponent: `Y20260`, `Y-17E7`.
    case long(mantissa: Int, exponent: Int?)
    /// A year with that many significant digits: `1950S2`.
    indirect case significant(ExtendedYear, Int)

    var text: String {
        switch self {
        case .digits(let mask, let negative): (negative ? "-" : "") + mask.text
        case .long(let mantissa, let exponent): "Y\(mantissa)" + (exponent.map { "E\($0)" } ?? "")
        case .significant(let year, let count): "\(year.text)S\(count)"
        }
    }

    var isMasked: Bool {
        if case .digits(let mask, _) = self { mask.isMasked } else { false }
    }

    var isLong: Bool {
        switch self {
        case .digits: false
        case .long: true
        case .significant(let year, _): year.isLong
        }
    }

    var isSignificant: Bool {
        if case .significant = self { true } else { false }
    }

    /// Without regard to masks.
    var level: Int {
        switch self {
        case .digits(_, let negative): negative ? 1 : 0
        case .long(_, let exponent): exponent == nil ? 1 : 2
        case .significant: 2
        }
    }

    /// The one year it denotes, or is estimated to be; `nil` for a mask.
    var value: Int? {
        switch self {
        case .digits(let mask, let negative): mask.number.map { negative ? -$0 : $0 }
        case .long(let mantissa, let exponent): Self.scaled(mantissa, by: exponent ?? 0)
        case .significant(let year, _): year.value
        }
    }

    /// The first and the last year it can denote.
    var range: ClosedRange<Int> {
        switch self {
        case .digits(let mask, let negative):
            let (low, high) = (mask.value(filling: 0), mask.value(filling: 9))
            return negative ? -high...(-max(low, 1)) : low...high
        case .long: return (value ?? 0)...(value ?? 0)
        case .significant(let year, let count):
            let value = year.value ?? 0
            let digits = String(abs(value)).count
            let step = Self.scaled(1, by: max(0, digits - count)) ?? 1
            let low = abs(value) / step * step
            let high = low + step - 1
            return (value < 0 ? -high...(-low) : low...high).clamped(to: CivilDay.years)
        }
    }

    /// `nil` when the product is outside ``CivilDay/years``.
    static func scaled(_ mantissa: Int, by exponent: Int) -> Int? {
        guard mantissa != 0 else { return 0 }
        var value = mantissa
        for _ in 0..<min(exponent, 17) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
        }
        return CivilDay.years.contains(value) ? value : nil
    }
}
