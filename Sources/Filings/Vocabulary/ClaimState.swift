/// How far the thing is that a claim tells, in the words of its own source.
public struct ClaimState: OpenWord {
    public let text: String
    public init(stored text: String) { self.text = text }

    /// Said to be so: for relations, names, facts without a stage.
    public static let asserted = ClaimState(stored: "asserted")
    /// Said in passing or as a circumstance.
    public static let stated = ClaimState(stored: "stated")
    /// Passed on as somebody else's words, who are named.
    public static let attributed = ClaimState(stored: "attributed")
    public static let characterisation = ClaimState(stored: "characterisation")
    /// Put forward, with a decision still to come.
    public static let proposed = ClaimState(stored: "proposed")
    public static let planned = ClaimState(stored: "planned")
    public static let replanned = ClaimState(stored: "re-planned")
    /// Somebody is bound to it: a permit's or a contract's term.
    public static let required = ClaimState(stored: "required")
    public static let announced = ClaimState(stored: "announced")
    /// Said to be certain, without a word of a signature.
    public static let secured = ClaimState(stored: "secured")
    public static let signed = ClaimState(stored: "signed")
    public static let raised = ClaimState(stored: "raised")
    public static let started = ClaimState(stored: "started")
    public static let reached = ClaimState(stored: "reached")
    public static let completed = ClaimState(stored: "completed")
    /// An authority took an application in.
    public static let accepted = ClaimState(stored: "accepted")
    public static let published = ClaimState(stored: "published")
    public static let delayed = ClaimState(stored: "delayed")
    public static let cancelled = ClaimState(stored: "cancelled")
    public static let denied = ClaimState(stored: "denied")
    /// Worked out, by us or by the source, from other figures.
    public static let derived = ClaimState(stored: "derived")
    public static let absent = ClaimState(stored: "absent")

    public static let known: [ClaimState] = [
        .asserted, .stated, .attributed, .characterisation, .proposed, .planned, .replanned,
        .required, .announced, .secured, .signed, .raised, .started, .reached, .completed,
        .accepted, .published, .delayed, .cancelled, .denied, .derived, .absent,
    ]

    public static let synonyms: [String: ClaimState] = [
        "canceled": .cancelled, "characterization": .characterisation, "plan": .planned,
        "proposes": .proposed, "replanned": .replanned, "actual": .reached,
    ]

    /// How firm a word it is for a deal, from 1 (proposed) to 5 (done); `nil` when the state is
    /// not a stage of one. A chain whose firmness rises claims more than its origin.
    public var firmness: Int? {
        switch self {
        case .proposed: 1
        case .planned, .replanned, .announced: 2
        case .secured: 3
        case .signed: 4
        case .raised, .started, .reached, .completed: 5
        default: nil
        }
    }
}
