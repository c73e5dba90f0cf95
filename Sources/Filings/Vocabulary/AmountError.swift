/// Why a wording is not read as an amount or a quantity. Write the object form instead, or repair it.
public enum AmountError: Error, Equatable, Sendable {
    case noNumber
    /// Digits that are not a number with thousands separators every three digits.
    case malformedNumber(String)
    case noCurrency
    /// A sign that several currencies have.
    case ambiguousCurrency(String, candidates: [String])
    case unknownCurrency(String)
    /// Two currencies in one amount.
    case differentCurrencies(String, String)
    /// "Between" with one figure.
    case oneSidedRange
    /// A range whose second figure is the smaller one.
    case emptyRange
    /// A quantity without a unit.
    case noUnit
}

extension AmountError: CustomStringConvertible {
    /// One sentence without a full stop: what is wrong, and what to write.
    public var description: String {
        switch self {
        case .noNumber: "there is no number in it"
        case .malformedNumber(let text):
            "'\(text)' is not a number; write 17100000000, 17,100,000,000 or 17.1 billion"
        case .noCurrency: "there is no currency in it; write an ISO 4217 code, as in 'CNY 17.1bn'"
        case .ambiguousCurrency(let sign, let candidates):
            "'\(sign)' is the sign of several currencies; write \(candidates.joined(separator: ", "))"
        case .unknownCurrency(let words): "'\(words)' is not a currency; write an ISO 4217 code"
        case .differentCurrencies(let one, let other):
            "it names two currencies, \(one) and \(other); write two amounts"
        case .oneSidedRange: "it begins a range and gives one figure"
        case .emptyRange: "the second figure of the range is smaller than the first"
        case .noUnit: "there is no unit in it; write it as the source does: '30,000 wafers'"
        }
    }
}
