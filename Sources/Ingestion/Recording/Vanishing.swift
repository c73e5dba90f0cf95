import EventStorage
import Filings

/// What a complete list has lost, and what is back in it, since it was last read.
///
/// Few registers publish tombstones: a filing that a complete list had and has no longer is recorded
/// as no longer listed, and as nothing more. A quarter is also compared with the days in it that
/// were read, for what was withdrawn before the quarter was first read.
struct Vanishing<Log: EventLog> {
    let log: Log
    let source: String
    let observedOn: CivilDay?

    struct Outcome {
        var parts: [AppendRequest.Part] = []
        var gone: [String] = []
        var delisted = 0
        var relisted = 0
    }

    func outcome(
        of listing: SourceReading.Listing, rows: ListedRows, before: SourceListing?
    ) async throws(Log.Failure) -> Outcome {
        var missing = rows.isSame(as: before) ? [] : before.map { rows.keys(missingOf: $0) } ?? []
        if let days = listing.days, days.lowerBound < days.upperBound {
            for day in try await log.dayListings(prefix: source + " ", within: days) {
                missing += rows.keys(missingOf: day)
            }
        }
        let gone = Set(before?.gone ?? [])
        let back = gone.filter { rows.contains(key: $0) }
        let lost = Set(missing).subtracting(gone)
        var outcome = Outcome(gone: gone.subtracting(back).sorted())
        var events: [SourceReading.Finding] = []
        let asked = lost.union(back)
        let known = KnownFilings(
            try await log.events(aboutFilings: asked.sorted()), asked: asked)
        for (stream, history) in known.all {
            let reference = FilingReference(
                filing: history.id, accession: history.filing.accession,
                form: history.filing.form, reader: source, observedOn: observedOn)
            let event: FilingEvent
            if back.contains(history.id) {
                if history.isListed { continue }
                outcome.relisted += 1
                event = .filingRelisted(FilingRelisted(reference, listing: listing.name))
            } else {
                // A day's rows may belong to another quarter.
                guard listing.days?.contains(history.filing.filedOn) ?? true else { continue }
                outcome.gone.append(history.id)
                // Lost before: by another list, or by this one in a run that was cut short.
                if !history.isListed { continue }
                outcome.delisted += 1
                event = .filingDelisted(FilingDelisted(reference, listing: listing.name))
            }
            let new = NewEvent(
                id: history.nextID, source: known.source(stream, history.id), event: event)
            events.append(
                .init(
                    stream: stream, event: new,
                    place: SourcePlace(document: listing.name, part: "the whole list")))
        }
        outcome.gone.sort()
        outcome.parts = events.byStream
        return outcome
    }
}
