import CanonicalJSON

/// Someone who takes part, as the source names them; an unnamed one is described: `unnamed`.
public struct ClaimParty: ClaimPart, Hashable {
    public var name: String
    /// `investor`, `counterparty`, `issuer` …
    public var role: String
    /// The company key, when the party has a history here.
    public var key: String?
    public var note: String?

    public init(name: String, role: String, key: String? = nil, note: String? = nil) {
        self.name = name
        self.role = role
        self.key = key
        self.note = note
    }

    init(_ fields: ClaimFields) throws(EventDataError) {
        self.init(
            name: try fields.text("name"), role: try fields.text("role"),
            key: try fields.optionalText("key"), note: try fields.optionalText("note"))
    }

    public var json: JSONObject {
        var json = JSONObject()
        json["name"] = .string(name)
        json["role"] = .string(role)
        json["key"] = .text(key)
        json["note"] = .text(note)
        return json
    }
}
