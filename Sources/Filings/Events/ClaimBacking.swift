import CanonicalJSON

/// Another source beside the claim's own. It never changes what the claim's own source said.
public struct ClaimBacking: ClaimPart, Hashable {
    /// The id or the name of the source.
    public var source: String
    public var stance: BackingStance
    public var quote: String?
    public var note: String?

    public init(
        source: String, stance: BackingStance = .agrees, quote: String? = nil, note: String? = nil
    ) {
        self.source = source
        self.stance = stance
        self.quote = quote
        self.note = note
    }

    init(_ fields: ClaimFields) throws(EventDataError) {
        self.init(
            source: try fields.text("source"), stance: try fields.word("stance") ?? .agrees,
            quote: try fields.optionalText("quote"), note: try fields.optionalText("note"))
    }

    public var json: JSONObject {
        var json = JSONObject()
        json["source"] = .string(source)
        json["stance"] = .string(stance.rawValue)
        json["quote"] = .text(quote)
        json["note"] = .text(note)
        return json
    }
}
