/// What a claim says about a milestone.
public enum MilestonePhase: String, CaseIterable, Hashable, Sendable {
    /// A plan: the first one known is the baseline.
    case planned
    /// A term that somebody is bound to: a permit's, a contract's, a law's.
    case required
    /// A plan after another plan.
    case replanned = "re-planned"
    case reached
    case cancelled
    /// Looked for and not found; says nothing about whether it happened.
    case notReported = "not-reported"
}
