import CanonicalJSON
import EventStorage
import Filings

/// Findings whose source keys are taken by other facts: judged against what the log tells of the
/// filing, they are no news, more detail, a correction, or a conflict.
struct TakenFindings<Log: EventLog> {
    let log: Log
    let findings: [SourceReading.Finding]
    /// Rows that say something else than a row before them in the same document.
    let contradictions: [SourceReading.Finding]
    let delisted: [SourceReading.Delisting]
    let source: String
    let observedOn: CivilDay?
    let isLate: Bool

    /// Judges and appends; when another writer was faster, judges again on what it left.
    func record(
        in report: inout IngestReport, settling settlement: SourceSettlement?
    ) async throws(Log.Failure) {
        for _ in 0..<Self.tries {
            var outcome = report
            let parts = try await judge(in: &outcome)
            if parts.isEmpty && settlement == nil {
                report = outcome
                return
            }
            let appended = try await log.append(parts, looksFirst: true, settling: settlement)
            if appended.conflicts.isEmpty {
                report = outcome
                return
            }
        }
        for finding in findings {
            report.refusals.append(
                .init(place: finding.place, reason: "\(finding.event.id) is never left alone"))
        }
    }

    /// How often other writers may be faster in a row.
    private static var tries: Int { 50 }

    private func judge(
        in report: inout IngestReport
    ) async throws(Log.Failure) -> [AppendRequest.Part] {
        let all = findings + contradictions
        var known = KnownFilings(
            try await log.events(aboutFilings: all.map(\.event.id) + delisted.map(\.filing)),
            asked: Set(all.map(\.event.id) + delisted.map(\.filing)))
        var news: [SourceReading.Finding] = []
        for finding in findings {
            guard case .filingListed(let filing) = finding.event.event,
                let history = known[finding.stream, finding.event.id]
            else {
                report.note(conflict: finding, with: known.first(finding.stream, finding.event.id))
                continue
            }
            let events = events(filing, on: history, finding: finding.event, in: &report)
            for event in events {
                known.apply(event, in: finding.stream, to: history.id)
                report.appendedByType[event.event.type, default: 0] += 1
                news.append(.init(stream: finding.stream, event: event, place: finding.place))
            }
        }
        for statement in delisted {
            let history = known[statement.stream, statement.filing]
            guard let event = loss(statement, of: history, in: &report) else { continue }
            let new = NewEvent(
                id: event.id, source: known.source(statement.stream, statement.filing),
                event: event.event)
            known.apply(new, in: statement.stream, to: statement.filing)
            news.append(.init(stream: statement.stream, event: new, place: statement.place))
        }
        for finding in contradictions {
            report.note(conflict: finding, with: known.first(finding.stream, finding.event.id))
        }
        return news.byStream
    }

    /// What a source's word on a known filing is recorded as: nothing, a detail, a correction, or a
    /// correction and then a detail, since a time of acceptance is never corrected.
    private func events(
        _ filing: FilingListed, on known: FilingHistory, finding: NewEvent,
        in report: inout IngestReport
    ) -> [NewEvent] {
        var history = known
        var events: [NewEvent] = []
        while events.count < 2, let event = event(filing, on: history, finding: finding) {
            history.apply(event.event, publishedAt: event.publishedAt)
            events.append(event)
        }
        switch events.first?.event {
        case .filingCorrected: report.corrected += 1
        case .filingDetailed: report.detailed += 1
        default: report.known += 1
        }
        return events
    }

    private func event(
        _ filing: FilingListed, on history: FilingHistory, finding: NewEvent
    ) -> NewEvent? {
        let reference = FilingReference(
            filing: history.id, accession: history.filing.accession, form: history.filing.form,
            reader: filing.reader ?? source, observedOn: observedOn)
        switch history.judge(filing) {
        case .detailed(let added):
            return NewEvent(
                id: history.nextID, source: finding.source,
                publishedAt: added["acceptedText"] == nil ? nil : finding.publishedAt,
                event: .filingDetailed(FilingDetailed(reference, added: added)))
        case .corrected(let changes) where !isLate:
            return NewEvent(
                id: history.nextID, source: finding.source,
                event: .filingCorrected(FilingCorrected(reference, changes: changes)))
        case .known, .corrected: return nil
        }
    }
}

extension TakenFindings {
    /// The source itself says that a filing is gone. One that was never recorded is no news, nor
    /// is what was said before.
    private func loss(
        _ statement: SourceReading.Delisting, of history: FilingHistory?,
        in report: inout IngestReport
    ) -> (id: String, event: FilingEvent)? {
        let listing = "\(statement.listing), \(statement.statement)"
        guard let history, history.isListed, !history.losses.contains(listing) else {
            report.known += 1
            return nil
        }
        report.delisted += 1
        report.read -= 1
        report.appendedByType[FilingDelisted.type, default: 0] += 1
        let reference = FilingReference(
            filing: history.id, accession: history.filing.accession, form: history.filing.form,
            reader: source, observedOn: statement.observedOn)
        return (
            history.nextID, .filingDelisted(FilingDelisted(reference, listing: listing))
        )
    }
}

extension IngestReport {
    /// Two rows of one document contradict each other, or something else than a filing has a key
    /// that is taken. What differs only in what does not count is known.
    fileprivate mutating func note(
        conflict finding: SourceReading.Finding, with event: FilingEvent?
    ) {
        let differences = event.map { Difference.between($0, finding.event.event) } ?? []
        if differences.isEmpty, event != nil {
            known += 1
        } else {
            conflicts.append(
                Conflict(
                    stream: finding.stream, id: finding.event.id, place: finding.place,
                    differences: differences))
        }
    }
}
