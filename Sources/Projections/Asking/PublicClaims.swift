import Filings

/// The claims of a stream as far as they were public on a day, where revisions count from the day
/// on which they became public themselves.
///
/// A revision says what it changes; where an earlier one was not yet public it is put on what then
/// was in force. One that leaves nothing changed, or whose claim was not public, is left out.
struct PublicClaims {
    private var book = ClaimBook()

    /// - Returns: The event as it is to be folded; `nil` when it changes nothing.
    mutating func take(_ recorded: RecordedEvent) -> RecordedEvent? {
        guard case .claimRevised(let revision) = recorded.event else {
            book.apply(recorded)
            return recorded
        }
        guard let known = book[revision.claim.id] else { return nil }
        let changes = revision.kind.changesMembers
        if !changes, known.isInForce == (revision.kind == .reinstated) { return nil }
        guard let put = changes ? try? revision.put(on: known.claim) : revision.saying(known.claim),
            !changes || !put.was.isEmpty
        else { return nil }
        let event = recorded.saying(.claimRevised(put))
        book.apply(event)
        // What is retracted shows nothing; its change counts once it is reinstated.
        return known.isInForce || !changes ? event : nil
    }
}

extension ClaimRevision {
    /// The same revision of a claim that says something else.
    fileprivate func saying(_ claim: Claim) -> ClaimRevision {
        var revision = self
        revision.claim = claim
        return revision
    }
}

extension RecordedEvent {
    fileprivate func saying(_ event: FilingEvent) -> RecordedEvent {
        RecordedEvent(
            position: position, version: version, stream: stream, id: id, source: source,
            publishedAt: publishedAt, recordedAt: recordedAt, recordedBy: recordedBy, event: event)
    }
}
