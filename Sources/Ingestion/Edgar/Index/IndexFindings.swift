import Filings

/// Makes events of rows.
///
/// A quarter has 320,000 of them, so texts are written once, into the string that is kept; what
/// successive rows share is shared.
struct IndexFindings {
    private let document: String
    private var filer = 0
    private var filerText = ""
    private var stream = StreamName(stored: "")

    init(document: String) { self.document = document }

    /// - Parameter bytes: What the row's places are of.
    mutating func finding(
        _ row: IndexRow, in bytes: [UInt8], line: Int
    ) -> SourceReading.Finding {
        if row.cik != filer { begin(row.cik) }
        let accession = row.accession..<row.accession + IndexRow.accessionBytes
        let form = LatinText.string(bytes, row.form)
        var filing = FilingListed(
            filer: filerText, accession: LatinText.string(bytes, accession), form: form,
            filedOn: row.filedOn)
        filing.reader = EdgarIndex.sourceName
        if !row.name.isEmpty { filing.filerName = LatinText.string(bytes, row.name) }
        let event = NewEvent(
            id: EdgarAddress.filingKey(cik: filerText, accession: bytes[accession], form: form),
            source: EdgarAddress.filingIndex(cik: filerText, accession: bytes[accession]),
            event: .filingListed(filing))
        return SourceReading.Finding(
            stream: stream, event: event, place: Self.place(document, line: line))
    }

    static func place(_ document: String, line: Int) -> SourcePlace {
        SourcePlace(document: document, part: "line " + String(line))
    }

    private mutating func begin(_ cik: Int) {
        filer = cik
        filerText = String(cik)
        let zeros = String(repeating: "0", count: 10 - filerText.utf8.count)
        stream = StreamName(stored: "company-cik-" + zeros + filerText)
    }
}
