import CanonicalJSON

/// The planned or reached point that a claim speaks of.
public struct ClaimMilestone: ClaimPart, Hashable {
    /// `plant-shanghai/start`: successive claims with one key are one milestone's story.
    public var key: String
    public var phase: MilestonePhase
    /// The source's own name for it: `preliminary operation`.
    public var name: String?

    public init(key: String, phase: MilestonePhase, name: String? = nil) {
        self.key = key
        self.phase = phase
        self.name = name
    }

    init(_ fields: ClaimFields) throws(EventDataError) {
        guard let phase: MilestonePhase = try fields.word("phase") else {
            throw fields.missing("phase")
        }
        self.init(
            key: try fields.text("key"), phase: phase, name: try fields.optionalText("name"))
    }

    public var json: JSONObject {
        var json = JSONObject()
        json["key"] = .string(key)
        json["phase"] = .string(phase.rawValue)
        json["name"] = .text(name)
        return json
    }
}
