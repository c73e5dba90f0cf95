import CanonicalJSON

/// What one claim says about a milestone: that it is planned, required or reached, and for when.
public struct MilestonePoint: ClaimPart {
    /// The claim id.
    public var claim: String
    public var position: Int64
    public var phase: MilestonePhase
    /// The source's own name for the milestone.
    public var name: String?
    public var title: String
    /// `nil` when the source gives none.
    public var date: UncertainDate?
    /// The first day on which the claim can have been public, and the day by which it certainly
    /// was; `nil`: unknown.
    public var publicFrom: CivilDay?
    public var publicBy: CivilDay?
    public var source: ClaimSource
    /// Where and when a report that it was reached was looked for and not found.
    public var looked: ClaimSearch?

    public init(
        claim: String, position: Int64, phase: MilestonePhase, title: String = "",
        date: UncertainDate?, publicFrom: CivilDay? = nil, publicBy: CivilDay? = nil,
        source: ClaimSource = ClaimSource()
    ) {
        self.claim = claim
        self.position = position
        self.phase = phase
        self.title = title
        self.date = date
        self.publicFrom = publicFrom
        self.publicBy = publicBy
        self.source = source
    }

    /// - Returns: `nil` for a claim about no milestone.
    public init?(_ claim: Claim, position: Int64) {
        guard let milestone = claim.milestone else { return nil }
        self.init(
            claim: claim.id, position: position, phase: milestone.phase, title: claim.title,
            date: claim.date, publicFrom: claim.publicFrom, publicBy: claim.publicBy,
            source: claim.source)
        name = milestone.name
        looked = claim.looked
    }

    init(_ fields: ClaimFields) throws(EventDataError) {
        guard let phase: MilestonePhase = try fields.word("phase") else {
            throw fields.missing("phase")
        }
        self.init(
            claim: try fields.text("claim"), position: try fields.integer("position"),
            phase: phase, title: try fields.text("title"), date: try fields.date("date"),
            publicFrom: try fields.day("publicFrom"), publicBy: try fields.day("publicBy"),
            source: try fields.requiredPart("source"))
        name = try fields.optionalText("name")
        looked = try fields.part("looked")
    }

    /// Reads what ``json`` writes; members it does not know are ignored.
    public init(json: JSONObject) throws(EventDataError) { try self.init(ClaimFields(json)) }

    public var json: JSONObject {
        var json = JSONObject()
        json["claim"] = .string(claim)
        json["date"] = date?.json
        json["looked"] = .part(looked)
        json["name"] = .text(name)
        json["phase"] = .string(phase.rawValue)
        json["position"] = .integer(position)
        json["publicBy"] = .text(publicBy?.text)
        json["publicFrom"] = .text(publicFrom?.text)
        json["source"] = .object(source.json)
        json["title"] = .string(title)
        return json
    }

    /// Whether it is a plan, a later plan or a term that somebody is bound to.
    var isPlanOrTerm: Bool { isPlan || phase == .required }

    var isPlan: Bool { phase == .planned || phase == .replanned }
}
