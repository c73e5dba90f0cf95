/// What an event does to one claim: of an assertion or a revision, the claim before and after it.
///
/// A claim that is not in force is `nil`: before it is asserted, and while it is retracted.
public struct ClaimChange: Equatable, Sendable {
    public let id: String
    public let before: Claim?
    public let after: Claim?

    /// - Returns: `nil` when the event is not about a claim, or what it replaced cannot be read.
    public init?(_ event: FilingEvent) {
        switch event {
        case .claimAsserted(let claim):
            (id, before, after) = (claim.id, nil, claim)
        case .claimRevised(let revision):
            id = revision.claim.id
            switch revision.kind {
            case .corrected, .amended:
                guard let old = try? revision.before() else { return nil }
                (before, after) = (old, revision.claim)
            case .retracted: (before, after) = (revision.claim, nil)
            case .reinstated: (before, after) = (nil, revision.claim)
            }
        default: return nil
        }
    }

    /// The names that the claim gives what it is about, by a function from claims to such names:
    /// before and after, each once. The rows that an event touches.
    public func names(_ named: (Claim) -> [String]) -> [String] {
        var names: [String] = []
        for name in [before, after].compactMap(\.self).flatMap(named) where !names.contains(name) {
            names.append(name)
        }
        return names
    }
}

extension RecordedEvent {
    /// What the event does to a claim; `nil` when it is about none.
    public var claimChange: ClaimChange? { ClaimChange(event) }
}
