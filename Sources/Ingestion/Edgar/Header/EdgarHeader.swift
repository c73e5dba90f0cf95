import Filings

/// The header of one EDGAR submission: the register's own word on when it was accepted, who is a
/// party to it and what its items are.
///
/// Read from full submissions (`.txt`), bare headers (`.hdr.sgml`), dissemination files (`.nc`) and
/// header pages (`-index-headers.html`), plain or gzip. The time of acceptance is New York's wall
/// clock; a submission that was private first has no published time, only the day of its release
/// (see ``FilingListed/releasedOn``).
public struct EdgarHeader: FilingSource {
    static let sourceName = "edgar-header"

    public let name = EdgarHeader.sourceName

    public init() {}

    public func reads(fileNamed name: String) -> Bool {
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return [".txt", ".sgml", ".nc", "-index-headers.html"].contains { plain.hasSuffix($0) }
    }

    public func read(_ document: SourceDocument) throws(SourceError) -> SourceReading {
        let text = try HeaderText(try Self.plain(document)[...], document: document.name)
        let header = HeaderParser.read(text)
        let submission = try HeaderSubmission(header, document: document.name)
        var reading = SourceReading()
        func refuse(_ line: Int, _ reason: String) {
            let place = SourcePlace(document: document.name, part: "line \(line)")
            reading.refusals.append(SourceReading.Refusal(place: place, reason: reason))
        }
        for line in header.oddLines { refuse(line.line, "no field of a header: \"\(line.value)\"") }
        for problem in submission.problems { refuse(problem.line, problem.reason) }
        let filing = submission.filing
        let listings = HeaderListing.all(in: header, form: filing.form, takeProblem: refuse)
        guard !listings.isEmpty else {
            throw .malformed(document: document.name, reason: "the header names no filer")
        }
        var ids: Set<String> = []
        for party in header.parties {
            guard let filer = EdgarFiler(cik: party.text("CIK") ?? "") else { continue }
            let company = HeaderCompany(
                party, filer, filedOn: filing.filedOn, document: document.name)
            reading.findings += company.findings.filter { ids.insert($0.event.id).inserted }
            for problem in company.problems { refuse(problem.line, problem.reason) }
        }
        for listing in listings {
            reading.findings.append(
                Self.finding(listing, of: submission, document: document.name))
        }
        reading.coverage = [Self.coverage(of: submission, reading)]
        return reading
    }

    /// The header is small and what follows it large: no more is unpacked than it takes.
    private static func plain(_ document: SourceDocument) throws(SourceError) -> [UInt8] {
        try document.beginning(limitBytes: 4 * HeaderText.greatestSizeBytes) { unpacked in
            let recent = unpacked.suffix(SourceDocument.partBytes + HeaderText.document.utf8.count)
            return recent.firstPlace(of: HeaderText.document) != nil
                || unpacked.count > HeaderText.greatestSizeBytes
        }
    }

    private static func finding(
        _ listing: HeaderListing, of submission: HeaderSubmission, document: String
    ) -> SourceReading.Finding {
        let (filer, accession) = (listing.filer, submission.accession)
        return SourceReading.Finding(
            stream: filer.stream,
            event: NewEvent(
                id: EdgarAddress.filingKey(filer, accession, form: listing.form),
                source: EdgarAddress.filingIndex(filer, accession),
                publishedAt: submission.publishedAt,
                event: .filingListed(listing.filing(submission.filing)),
                tags: ["accession:\(accession.text)"]),
            place: SourcePlace(document: document, part: "line \(listing.line)"))
    }

    private static func coverage(
        of submission: HeaderSubmission, _ reading: SourceReading
    ) -> RunCoverage {
        let unit = submission.accession.text
        let count = reading.refusals.count
        guard count > 0 else { return RunCoverage(unit: unit, state: .complete) }
        return RunCoverage(unit: unit, state: .partial, reason: "\(count) parts refused")
    }
}
