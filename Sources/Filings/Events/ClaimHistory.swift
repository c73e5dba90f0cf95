/// One claim with all its versions, as its events tell it. A pure fold.
public struct ClaimHistory: Equatable, Sendable {
    /// One version: the event that made it, and what the claim says by it.
    public struct Version: Equatable, Sendable {
        /// From 1.
        public let number: Int64
        public let event: RecordedEvent
        /// What the claim says; of a retraction what it said.
        public let claim: Claim
        /// `nil`: the assertion.
        public let revision: ClaimRevision?
    }

    /// In the order of the log; never empty.
    public private(set) var versions: [Version]
    /// Whether it counts: it is not retracted.
    public private(set) var isInForce = true

    /// - Returns: `nil` when the event asserts no claim.
    public init?(_ event: RecordedEvent) {
        guard case .claimAsserted(let claim) = event.event else { return nil }
        versions = [Version(number: 1, event: event, claim: claim, revision: nil)]
    }

    /// What the newest version says.
    public var claim: Claim { versions[versions.count - 1].claim }

    /// The event of the newest version.
    public var event: RecordedEvent { versions[versions.count - 1].event }

    /// The number of the next version. Numbers that are missing stay free for nobody.
    public var nextNumber: Int64 { versions[versions.count - 1].number + 1 }

    /// Takes a later version; other events change nothing.
    public mutating func apply(_ event: RecordedEvent) {
        guard case .claimRevised(let revision) = event.event, revision.claim.id == claim.id else {
            return
        }
        versions.append(
            Version(
                number: revision.number, event: event, claim: revision.claim, revision: revision))
        switch revision.kind {
        case .retracted: isInForce = false
        case .reinstated: isInForce = true
        case .corrected, .amended: break
        }
    }
}
