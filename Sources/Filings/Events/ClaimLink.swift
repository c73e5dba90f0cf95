import CanonicalJSON

/// A link to another claim; one that the source does not make itself says so.
public struct ClaimLink: ClaimPart, Hashable {
    /// A claim id of the same company, or `company/id`.
    public var claim: String
    /// How the link is known: ``UncertainDate/Status/stated`` when the source makes it.
    public var status: UncertainDate.Status
    public var note: String?

    public init(claim: String, status: UncertainDate.Status = .stated, note: String? = nil) {
        self.claim = claim
        self.status = status
        self.note = note
    }

    init(_ fields: ClaimFields) throws(EventDataError) {
        self.init(
            claim: try fields.text("claim"), status: try fields.word("status") ?? .stated,
            note: try fields.optionalText("note"))
    }

    public var json: JSONObject {
        var json = JSONObject()
        json["claim"] = .string(claim)
        json["status"] = .string(status.rawValue)
        json["note"] = .text(note)
        return json
    }
}
