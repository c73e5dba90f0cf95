import CanonicalJSON

/// A name that a source uses for the company of the claim, or for another one.
public struct ClaimName: ClaimPart, Hashable {
    public var name: String
    /// `legal`, `short`, `former`, `alias`, `translation`, `ticker` …
    public var kind: String?
    /// A BCP 47 tag, script included where it matters: `zh-Hans`.
    public var language: String?
    /// The key of the company that bears it, when it is not the company of the claim.
    public var key: String?

    public init(name: String, kind: String? = nil, language: String? = nil, key: String? = nil) {
        self.name = name
        self.kind = kind
        self.language = language
        self.key = key
    }

    init(_ fields: ClaimFields) throws(EventDataError) {
        self.init(
            name: try fields.text("name"), kind: try fields.optionalText("kind"),
            language: try fields.optionalText("language"), key: try fields.optionalText("key"))
    }

    public var json: JSONObject {
        var json = JSONObject()
        json["name"] = .string(name)
        json["kind"] = .text(kind)
        json["language"] = .text(language)
        json["key"] = .text(key)
        return json
    }
}
