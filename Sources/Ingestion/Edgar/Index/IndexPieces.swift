/// An index in pieces of 5,000 lines.
struct IndexPieces: SourcePieces {
    private let document: String
    private var rows: IndexRows
    private var findings: IndexFindings
    private var completeness: IndexCompleteness
    private var isAtEnd = false

    static let rowsAtOnce = 5_000

    init(of document: SourceDocument) throws(SourceError) {
        self.document = document.name
        rows = try IndexRows(document)
        findings = IndexFindings(document: document.name)
        completeness = IndexCompleteness(of: rows.header, document: document.name)
    }

    mutating func next() throws(SourceError) -> SourceReading? {
        if isAtEnd { return nil }
        var reading = SourceReading()
        reading.findings.reserveCapacity(Self.rowsAtOnce)
        for _ in 0..<Self.rowsAtOnce {
            switch try rows.next() {
            case .row(let row):
                completeness.count(row)
                reading.findings.append(
                    findings.finding(row, in: rows.lines.buffer, line: rows.lines.number))
            case .refused(let misfit):
                completeness.countRefusal()
                reading.refusals.append(
                    SourceReading.Refusal(
                        place: IndexFindings.place(document, line: rows.lines.number),
                        reason: misfit.reason))
            case .end:
                isAtEnd = true
                completeness.finish(&reading, isEnded: rows.lines.isEnded)
                return reading
            }
        }
        return reading
    }
}
