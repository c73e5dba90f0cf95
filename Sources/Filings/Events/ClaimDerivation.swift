import CanonicalJSON

/// How a claim that no source makes was worked out, so that it can be worked out again.
public struct ClaimDerivation: ClaimPart, Hashable {
    /// A named and versioned rule: `term-minus-months@1`.
    public var rule: String
    /// Claim ids, and facts about sources: `S3.published=2024-06-29`.
    public var inputs: [String]
    /// What was assumed beyond the inputs.
    public var assumption: String?
    /// The computation in one line.
    public var working: String?

    public init(
        rule: String, inputs: [String], assumption: String? = nil, working: String? = nil
    ) {
        self.rule = rule
        self.inputs = inputs
        self.assumption = assumption
        self.working = working
    }

    init(_ fields: ClaimFields) throws(EventDataError) {
        self.init(
            rule: try fields.text("rule"), inputs: try fields.texts("inputs"),
            assumption: try fields.optionalText("assumption"),
            working: try fields.optionalText("working"))
    }

    public var json: JSONObject {
        var json = JSONObject()
        json["rule"] = .string(rule)
        json["inputs"] = .texts(inputs)
        json["assumption"] = .text(assumption)
        json["working"] = .text(working)
        return json
    }
}
