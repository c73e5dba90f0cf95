import Filings

extension RecordedEvent {
    /// The day by which the event's content was public, where that is known.
    public var publicDay: CivilDay? {
        if let publishedAt { return publishedAt.day }
        switch event {
        case .filingListed(let filing): return filing.releasedOn ?? filing.filedOn
        case .claimAsserted(let claim): return claim.publicBy
        case .claimRevised(let revision): return revision.publishedOn ?? recordedAt.day
        default: return nil
        }
    }
}
