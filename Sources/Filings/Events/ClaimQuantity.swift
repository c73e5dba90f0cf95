import CanonicalJSON

/// A number of things, with the unit as the source has it: 30000 `packaging units` per `month`.
public struct ClaimQuantity: ClaimPart, Hashable {
    public var value: ExactDecimal
    /// As quoted, never converted.
    public var unit: String
    /// The period or thing that it is counted by.
    public var per: String?
    public var bound: AmountBound
    /// The upper end when the bound is ``AmountBound/between``, which has one always.
    public var upper: ExactDecimal?
    /// What is counted, where a claim has several: `stake before`.
    public var label: String?

    public init(
        value: ExactDecimal, unit: String, per: String? = nil, bound: AmountBound = .exact,
        upper: ExactDecimal? = nil, label: String? = nil
    ) {
        self.value = value
        self.unit = unit
        self.per = per
        self.bound = bound
        self.upper = upper
        self.label = label
    }

    init(_ fields: ClaimFields) throws(EventDataError) {
        guard let value = try fields.decimal("value") else { throw fields.missing("value") }
        self.init(
            value: value, unit: try fields.text("unit"), per: try fields.optionalText("per"),
            bound: try fields.word("bound") ?? .exact, upper: try fields.decimal("upper"),
            label: try fields.optionalText("label"))
        try fields.checkRange(from: value, to: upper, bound: bound)
    }

    public var json: JSONObject {
        var json = JSONObject()
        json["value"] = .string(value.text)
        json["unit"] = .string(unit)
        json["per"] = .text(per)
        json["bound"] = .string(bound.rawValue)
        json["upper"] = .text(upper?.text)
        json["label"] = .text(label)
        return json
    }
}
