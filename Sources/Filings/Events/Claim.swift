import CanonicalJSON

/// What one source says about one thing, in our words, with its own short quote beside them.
///
/// A claim belongs to the stream of the company that it is about and keeps its ``id`` for ever.
/// It is never promoted because another source says the same: that is a claim of its own, or a
/// derived one (``derivedFrom``). What the source leaves open stays absent here.
public struct Claim: EventData {
    public static let type = "claim.asserted"

    /// The claim id, unique in its company: letters, digits, hyphens, dots, underscores.
    public var id: String
    /// The key of the company that it is about; the stream is `company-<key>`.
    public var company: String
    public var kind: ClaimKind
    public var state: ClaimState
    /// One sentence in our words.
    public var title: String
    /// The source, with the words that carry the claim.
    public var source: ClaimSource
    /// When it happened or shall happen; `nil` when the source gives no date.
    public var date: UncertainDate?
    /// When the source was published; `nil` when nothing is known about it.
    public var publishedOn: UncertainDate?
    /// A day by which the content was public in some source that was read; see ``publicBy``.
    public var knownOn: CivilDay?
    /// The id of the source that shows ``knownOn``.
    public var knownThrough: String?
    /// What it speaks of, `plant-shanghai/capacity`: claims about one thing that differ conflict.
    public var about: String?
    public var amount: ClaimAmount?
    /// Further amounts, each with a label.
    public var otherAmounts: [ClaimAmount] = []
    public var quantities: [ClaimQuantity] = []
    public var parties: [ClaimParty] = []
    public var milestone: ClaimMilestone?
    public var relation: ClaimRelation?
    public var names: [ClaimName] = []
    public var place: String?
    public var note: String?
    /// Whom the source names as its own source: "one of the documents".
    public var attribution: String?
    /// Other sources that say it, repeat it or differ.
    public var backing: [ClaimBacking] = []
    /// Claims that speak of the same thing under other words.
    public var sameAs: [ClaimLink] = []
    /// Claims that this one passes on, nearer to the origin.
    public var restates: [ClaimLink] = []
    public var derivedFrom: ClaimDerivation?
    /// Where and when something was looked for and not found.
    public var looked: ClaimSearch?

    public init(
        id: String, company: String, kind: ClaimKind, state: ClaimState = .asserted, title: String,
        source: ClaimSource, date: UncertainDate? = nil
    ) {
        self.id = id
        self.company = company
        self.kind = kind
        self.state = state
        self.title = title
        self.source = source
        self.date = date
    }

    /// The first day on which the content can have been public; `nil` when nothing tells.
    public var publicFrom: CivilDay? { publishedOn?.earliest.day ?? publicBy }

    /// The day by which the content was certainly public; `nil` when nothing tells.
    ///
    /// ``knownOn``, else the last day on which the source can have been published, or the day on
    /// which it was fetched, if that is earlier.
    public var publicBy: CivilDay? {
        let fetched = source.retrieved.flatMap { CivilDay($0) ?? Instant($0)?.day }
        return knownOn ?? [publishedOn?.latest.day, fetched].compactMap(\.self).min()
    }
}
