import CanonicalJSON

/// A claim, or the part of it that a question needs, and where the log has it.
public struct PlacedClaim: Equatable, Sendable {
    public var claim: Claim
    public var position: Int64

    public init(_ claim: Claim, position: Int64) {
        self.claim = claim
        self.position = position
    }

    /// Reads what ``json`` writes.
    public init(json: JSONObject) throws(EventDataError) {
        let fields = ClaimFields(json)
        position = try fields.integer("position")
        guard let data = json["claim"]?.objectValue else { throw fields.missing("claim") }
        claim = try Claim(data: data)
    }

    public var json: JSONObject {
        ["claim": .object(claim.data), "position": .integer(position)]
    }
}
