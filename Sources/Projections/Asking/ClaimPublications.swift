import Filings

/// When a stream's claims became public, as all of its events tell it.
///
/// As with filings: that we had noted the wrong day is not a fact that became public on a day. What
/// a correction says of the publication counts for the claim from its beginning; what the source
/// itself changed later (an amendment) does not.
struct ClaimPublications {
    private var corrected: [String: Claim] = [:]

    init(_ events: [RecordedEvent]) {
        for recorded in events {
            guard case .claimRevised(let revision) = recorded.event, revision.kind == .corrected,
                revision.was.contains(where: { Self.members.contains($0.name) })
            else { continue }
            corrected[revision.claim.id] = revision.claim
        }
    }

    private static let members: Set = ["knownOn", "publishedOn", "source"]

    /// When an assertion became public; `nil` for other events, and for claims whose publication
    /// was never corrected.
    func days(of recorded: RecordedEvent) -> PublicDays? {
        guard case .claimAsserted(let claim) = recorded.event else { return nil }
        return corrected[claim.id]?.publicDays
    }
}
