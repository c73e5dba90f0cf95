import EventStorage
import Filings

extension Ingester {
    /// Records one document and moves its checkpoint.
    ///
    /// - Parameters:
    ///   - skipsUnchanged: Whether a document that is the same as last time is passed over. A walk
    ///     that decides by what a page says wants it read.
    ///   - walkState: What the walk wants to know next time, once it was told what the document
    ///     says; it is written with the document's last events.
    /// - Returns: What it says, without the findings when it came in several pieces; `nil` when it
    ///   is the same as last time, or could not be taken.
    func record(
        _ document: SourceDocument, as context: DocumentContext, in run: inout DocumentRun,
        skipsUnchanged: Bool = true, walkState: (SourceReading) -> [String: String] = { _ in [:] }
    ) async throws(Log.Failure) -> SourceReading? {
        run.report.documents += 1
        var entry = context.entry(answer: "content")
        do throws(SourceError) {
            let digest = try document.digest()
            (entry.sha256, entry.sizeBytes) = (digest.sha256, digest.sizeBytes)
        } catch {
            run.report.fail(error, entry)
            return nil
        }
        let before = run.checkpoints[context.part]
        if let before, before.sha256 == entry.sha256, skipsUnchanged, !options.again,
            before.state[Self.severalParts] == nil
        {
            entry.answer = "unchanged"
            run.stems.insert(document.stem)
            run.report.history.append(entry)
            return nil
        }
        if options.isStrict, let reason = Self.flaw(of: document, read: run.source) {
            run.report.fail(.refusedWhole(document: document.name, reason: reason), entry)
            return nil
        }
        return try await recordContent(
            of: document, as: context, entry, after: before, in: &run, walkState)
    }

    private func recordContent(
        of document: SourceDocument, as context: DocumentContext, _ entry: RunDocument,
        after before: SourceCheckpoint?, in run: inout DocumentRun,
        _ walkState: (SourceReading) -> [String: String]
    ) async throws(Log.Failure) -> SourceReading? {
        var entry = entry
        let counts = run.report.counts
        var known: Set<UInt64> = []
        if let name = before?.state[Self.listingName] {
            known = try await log.listing(named: name)?.rowHashes ?? []
        }
        var recorder = DocumentRecorder(
            into: log, source: run.source.name, observedOn: document.observedOn,
            isLate: Settling<Log>.isLate(document, before: before, listed: nil, isList: false),
            before: known)
        // Handed over and back, so that its lists are not copied for every document.
        swap(&recorder.report, &run.report)
        let outcome = try await take(document, of: run.source, by: &recorder)
        let reading: SourceReading
        switch outcome {
        case .failure(let error):
            try await recorder.breakOff()
            swap(&recorder.report, &run.report)
            run.report.fail(error, entry)
            return nil
        case .success(let taken): reading = taken
        }
        var listed: SourceListing?
        if let listing = recorder.listing {
            listed = try await log.listing(named: listing.name)
            recorder.isLate = Settling<Log>.isLate(
                document, before: before, listed: listed,
                isList: Settling<Log>.isOnePart(listing))
        }
        let settling = Settling(
            ingester: self, context: context, document: document, source: run.source.name,
            sha256: entry.sha256, before: before, listed: listed, walkState: walkState(reading))
        let refused = counts.refused
        try await recorder.finish { recorder throws(Log.Failure) in
            try await settling.settlement(
                of: recorder, isSound: recorder.report.counts.refused == refused)
        }
        swap(&recorder.report, &run.report)
        let isSound = run.report.counts.refused == refused
        if !recorder.isLate {
            run.checkpoints[context.part] = settling.checkpoint(of: recorder, isSound: isSound)
        }
        run.stems.insert(document.stem)
        if let listing = recorder.listing, !Settling<Log>.isOnePart(listing) {
            run.book.add(
                recorder.rows, of: listing, document: document,
                furtherParts: reading.furtherParts, isSound: isSound && !recorder.isLate)
        }
        entry.counts = run.report.counts - counts
        run.report.history.append(entry)
        return reading
    }

    private func take(
        _ document: SourceDocument, of source: any FilingSource,
        by recorder: inout DocumentRecorder<Log>
    ) async throws(Log.Failure) -> Result<SourceReading, SourceError> {
        var whole = SourceReading()
        var count = 0
        do {
            var pieces = try source.pieces(of: document)
            while let piece = try pieces.next() {
                count += 1
                whole.findings = count == 1 ? piece.findings : []
                whole.addFrame(of: piece)
                try await recorder.take(piece)
                progress(recorder.report)
            }
            return .success(whole)
        } catch let error as SourceError {
            return .failure(error)
        } catch let error as Log.Failure {
            throw error
        } catch {
            preconditionFailure("\(error) is of neither kind")
        }
    }

    /// The first thing in a document that cannot be taken; `nil` when all of it can.
    private static func flaw(of document: SourceDocument, read source: any FilingSource) -> String?
    {
        do throws(SourceError) {
            var pieces = try source.pieces(of: document)
            while let piece = try pieces.next() {
                if let refusal = piece.refusals.first { return refusal.description }
            }
            return nil
        } catch {
            return error.description
        }
    }

    /// Names of a checkpoint's state that are ours and not the walk's.
    static var listingName: String { "listing" }
    static var severalParts: String { "severalParts" }
}
