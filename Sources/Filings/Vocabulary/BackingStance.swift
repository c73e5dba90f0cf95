/// How another source stands to a claim.
public enum BackingStance: String, CaseIterable, Hashable, Sendable {
    /// Says the same, perhaps from the same origin.
    case agrees
    /// Says something near to it, and not the same.
    case differs
    /// Is named by the claim's source as its own source.
    case cited
}
