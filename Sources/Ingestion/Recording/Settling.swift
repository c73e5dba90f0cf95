import EventStorage
import Filings

/// What is written with the last events of a document: its checkpoint, its list, and what the list
/// has lost.
struct Settling<Log: EventLog> {
    let ingester: Ingester<Log>
    let context: DocumentContext
    let document: SourceDocument
    let source: String
    let sha256: String?
    /// What the same part left at its last reading.
    let before: SourceCheckpoint?
    /// The list that the document is, as it was last read.
    let listed: SourceListing?
    /// What the walk wants to know next time.
    let walkState: [String: String]

    /// Whether the document is a list by itself: a quarter, a day, a company without overflow.
    static func isOnePart(_ listing: SourceReading.Listing) -> Bool {
        listing.isComplete || listing.days != nil
    }

    /// Whether a newer state of the same was read before. Of a list that counts, whichever way it
    /// came; of anything else, its part.
    static func isLate(
        _ document: SourceDocument, before: SourceCheckpoint?, listed: SourceListing?,
        isList: Bool
    ) -> Bool {
        guard let last = isList ? listed?.observedOn : before?.observedOn else { return false }
        // A list without a day says nothing of what vanished since a day.
        return document.observedOn.map { $0 < last } ?? isList
    }

    func settlement(
        of recorder: DocumentRecorder<Log>, isSound: Bool
    ) async throws(Log.Failure) -> (SourceSettlement?, [AppendRequest.Part], Vanished) {
        // A late document says nothing of where the source is now.
        if recorder.isLate { return (nil, [], Vanished()) }
        let checkpoint = checkpoint(of: recorder, isSound: isSound)
        guard isSound, let listing = keptList(of: recorder) else {
            return (SourceSettlement(checkpoints: [checkpoint]), [], Vanished())
        }
        var outcome = Vanishing<Log>.Outcome(gone: listed?.gone ?? [])
        if listing.isComplete {
            outcome = try await Vanishing(
                log: ingester.log, source: source, observedOn: document.observedOn
            ).outcome(of: listing, rows: recorder.rows, before: listed)
        }
        var settlement = SourceSettlement(checkpoints: [checkpoint])
        if !recorder.rows.isSame(as: listed) || outcome.gone != listed?.gone
            || document.observedOn != listed?.observedOn
        {
            var stored = recorder.rows.stored(
                as: listing, after: listed, readAt: checkpoint.readAt, gone: outcome.gone)
            stored.observedOn = document.observedOn
            settlement.listings = [stored]
        }
        return (settlement, outcome.parts, Vanished(outcome.delisted, outcome.relisted))
    }

    /// The list that is kept for the next reading; `nil` when the document is none by itself.
    private func keptList(of recorder: DocumentRecorder<Log>) -> SourceReading.Listing? {
        guard let listing = recorder.listing, Self.isOnePart(listing) else { return nil }
        // Its rows were compared with those of the list that the part was before: of another one,
        // they are compared next time.
        let name = before?.state[Ingester<Log>.listingName]
        if name != nil, name != listing.name { return nil }
        // An empty answer where there was a list is an answer cut short.
        return recorder.rows.count == 0 && listed?.rows ?? 0 > 0 ? nil : listing
    }

    func checkpoint(of recorder: DocumentRecorder<Log>, isSound: Bool) -> SourceCheckpoint {
        var checkpoint = SourceCheckpoint(
            source: source, part: context.part, readAt: ingester.now())
        // What was refused is told again at the next reading.
        if isSound {
            checkpoint.sha256 = sha256
            checkpoint.entityTag = context.entityTag
            checkpoint.lastModified = context.lastModified
        }
        checkpoint.observedOn = document.observedOn
        checkpoint.state = before?.state ?? [:]
        checkpoint.state[Ingester<Log>.listingName] = nil
        checkpoint.state[Ingester<Log>.severalParts] = nil
        checkpoint.state.merge(walkState) { $1 }
        if let listing = recorder.listing {
            checkpoint.state[Ingester<Log>.listingName] = listing.name
            if !Self.isOnePart(listing) {
                checkpoint.state[Ingester<Log>.severalParts] = "yes"
            }
        }
        return checkpoint
    }
}

/// How many filings left a list, and came back.
struct Vanished: Equatable {
    var delisted = 0
    var relisted = 0

    init(_ delisted: Int = 0, _ relisted: Int = 0) {
        self.delisted = delisted
        self.relisted = relisted
    }
}
