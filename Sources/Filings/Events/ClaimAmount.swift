import CanonicalJSON

/// Money as a source gave it: `no less than 17.1bn yuan` is 17100000000, CNY, at least.
public struct ClaimAmount: ClaimPart, Hashable {
    /// In units of the currency, not in its minor units.
    public var value: ExactDecimal
    /// An ISO 4217 code.
    public var currency: String
    public var bound: AmountBound
    /// The upper end when the bound is ``AmountBound/between``, which has one always.
    public var upper: ExactDecimal?
    /// The words of the source.
    public var quoted: String?
    /// What it is an amount of, where a claim has several: `whole round`.
    public var label: String?

    public init(
        value: ExactDecimal, currency: String, bound: AmountBound = .exact,
        upper: ExactDecimal? = nil, quoted: String? = nil, label: String? = nil
    ) {
        self.value = value
        self.currency = currency
        self.bound = bound
        self.upper = upper
        self.quoted = quoted
        self.label = label
    }

    init(_ fields: ClaimFields) throws(EventDataError) {
        guard let value = try fields.decimal("value") else { throw fields.missing("value") }
        self.init(
            value: value, currency: try fields.text("currency"),
            bound: try fields.word("bound") ?? .exact, upper: try fields.decimal("upper"),
            quoted: try fields.optionalText("quoted"), label: try fields.optionalText("label"))
        try fields.checkRange(from: value, to: upper, bound: bound)
    }

    /// The members of the `amount` field: `value`, `currency`, `bound`, `upper`, `quoted`, `label`.
    public var json: JSONObject {
        var json = JSONObject()
        json["value"] = .string(value.text)
        json["currency"] = .string(currency)
        json["bound"] = .string(bound.rawValue)
        json["upper"] = .text(upper?.text)
        json["quoted"] = .text(quoted)
        json["label"] = .text(label)
        return json
    }
}
