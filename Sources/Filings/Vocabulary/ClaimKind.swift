/// What a claim is about, in one plain word.
///
/// The first group are the milestones of companies that no regulator has a code for; the second are
/// the plain kinds over the regulators' codes, GLEIF's legal-entity events and ISO 20022's
/// corporate actions, which stay in the events beside them.
public struct ClaimKind: OpenWord {
    public let text: String
    public init(stored text: String) { self.text = text }

    public static let contract = ClaimKind(stored: "contract")
    public static let funding = ClaimKind(stored: "funding")
    public static let investment = ClaimKind(stored: "investment")
    public static let plant = ClaimKind(stored: "plant")
    public static let capacity = ClaimKind(stored: "capacity")
    public static let milestone = ClaimKind(stored: "milestone")
    public static let relation = ClaimKind(stored: "relation")
    public static let role = ClaimKind(stored: "role")
    public static let name = ClaimKind(stored: "name")
    public static let place = ClaimKind(stored: "place")
    public static let purpose = ClaimKind(stored: "purpose")
    public static let capability = ClaimKind(stored: "capability")
    public static let product = ClaimKind(stored: "product")
    /// How a source calls somebody: never a fact.
    public static let characterisation = ClaimKind(stored: "characterisation")
    /// A document or statement made public.
    public static let publication = ClaimKind(stored: "publication")
    /// Where a source says it has something from.
    public static let attribution = ClaimKind(stored: "attribution")
    /// Something looked for and not found, or not said.
    public static let absence = ClaimKind(stored: "absence")
    /// Circumstances that are not the company's own: a law, a market.
    public static let context = ClaimKind(stored: "context")

    public static let results = ClaimKind(stored: "results")
    public static let guidance = ClaimKind(stored: "guidance")
    public static let acquisition = ClaimKind(stored: "acquisition")
    public static let disposal = ClaimKind(stored: "disposal")
    public static let merger = ClaimKind(stored: "merger")
    public static let offer = ClaimKind(stored: "offer")
    public static let officer = ClaimKind(stored: "officer")
    public static let auditor = ClaimKind(stored: "auditor")
    public static let dividend = ClaimKind(stored: "dividend")
    public static let shares = ClaimKind(stored: "shares")
    public static let debt = ClaimKind(stored: "debt")
    public static let impairment = ClaimKind(stored: "impairment")
    public static let listing = ClaimKind(stored: "listing")
    public static let meeting = ClaimKind(stored: "meeting")
    public static let holding = ClaimKind(stored: "holding")
    public static let insolvency = ClaimKind(stored: "insolvency")
    public static let cyber = ClaimKind(stored: "cyber")
    public static let litigation = ClaimKind(stored: "litigation")
    public static let control = ClaimKind(stored: "control")
    public static let other = ClaimKind(stored: "other")

    public static let known: [ClaimKind] = [
        .contract, .funding, .investment, .plant, .capacity, .milestone, .relation, .role, .name,
        .place, .purpose, .capability, .product, .characterisation, .publication, .attribution,
        .absence, .context, .results, .guidance, .acquisition, .disposal, .merger, .offer,
        .officer, .auditor, .dividend, .shares, .debt, .impairment, .listing, .meeting, .holding,
        .insolvency, .cyber, .litigation, .control, .other,
    ]

    public static let synonyms: [String: ClaimKind] = [
        "agreement": .contract, "alias": .name, "announcement": .publication,
        "characterization": .characterisation, "facility": .plant, "financing": .funding,
        "fundraising": .funding, "funding-round": .funding, "ipo": .listing, "plan": .milestone,
        "raise": .funding, "round": .funding,
    ]
}
