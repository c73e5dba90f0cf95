import Filings

/// One line of a history.
public struct TimelineEntry: Equatable, Sendable {
    /// Where something stands between plan and fact; it chooses the glyph.
    public enum Phase: String, CaseIterable, Sendable {
        /// It happened: reported, signed, filed.
        case actual
        /// First plan for a milestone, or a plan without one.
        case planned
        /// A later plan for the same milestone.
        case replanned
        /// A term that somebody is bound to: a permit's, a contract's.
        case required
        /// The milestone itself, when it was reached.
        case reached
        /// Computed or inferred by us.
        case derived

        /// Whether the date is what somebody intends, and the line stands where that became known.
        public var isPlan: Bool {
            self == .planned || self == .replanned || self == .required
        }
    }

    /// When a plan became public.
    public enum Publication: Equatable, Sendable {
        case on(CivilDay)
        /// On that day or before it.
        case by(CivilDay)

        public var day: CivilDay {
            switch self {
            case .on(let day), .by(let day): day
            }
        }
    }

    /// How near a source stands to the fact.
    public enum Tier: String, CaseIterable, Sendable {
        case primary = "P"
        case wire = "W"
        case secondary = "S"
        case derived = "D"

        var word: String {
            switch self {
            case .primary: "primary"
            case .wire: "wire"
            case .secondary: "secondary"
            case .derived: "derived"
            }
        }
    }

    /// In the log.
    public var position: Int64
    public var title: String
    /// The word beside the glyph: `signed`, `reported`, `re-plan`.
    public var state: String
    /// What the entry is about: `funding`, `filing`, `milestone`.
    public var kind: String
    public var phase: Phase
    /// When it happened or, for a plan, when it is to happen.
    public var date: UncertainDate
    public var publishedOn: Publication?
    /// As it is to be read: `≥ CNY 17.1bn`. Kept in one piece.
    public var amount: String?
    public var tier: Tier?
    /// `plant-shanghai/start`: entries with the same one share a lane.
    public var milestone: String?
    /// By how much a plan moved against the one before it; negative is earlier.
    public var slipDays: ClosedRange<Int>?
    /// The date only may match what was asked for.
    public var possible: Bool

    public init(
        position: Int64, title: String, state: String, kind: String = "", phase: Phase = .actual,
        date: UncertainDate, publishedOn: Publication? = nil, amount: String? = nil,
        tier: Tier? = nil, milestone: String? = nil, slipDays: ClosedRange<Int>? = nil,
        possible: Bool = false
    ) {
        self.position = position
        self.title = title
        self.state = state
        self.kind = kind
        self.phase = phase
        self.date = date
        self.publishedOn = publishedOn
        self.amount = amount
        self.tier = tier
        self.milestone = milestone
        self.slipDays = slipDays
        self.possible = possible
    }
}
