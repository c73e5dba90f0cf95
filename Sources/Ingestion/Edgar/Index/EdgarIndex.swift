/// EDGAR's indexes of filings: of a quarter or a day, by CIK (master), form type or company name.
///
/// Source: <https://www.sec.gov/search-filings/edgar-search-assistance/accessing-edgar-data>,
/// "Using the EDGAR index files". All three have the same rows, one for each filer of a filing;
/// names are cut in some of the last two, so master is the one to read. Daily ones list what was
/// released on the day, whenever it was filed, and repeat some rows.
public struct EdgarIndex: FilingSource {
    public static let sourceName = "edgar-index"
    public let name = EdgarIndex.sourceName

    public init() {}

    public func reads(fileNamed name: String) -> Bool { IndexFileName(name) != nil }

    public func read(_ document: SourceDocument) throws(SourceError) -> SourceReading {
        try SourceReading(joining: IndexPieces(of: document))
    }

    public func pieces(of document: SourceDocument) throws(SourceError) -> any SourcePieces {
        try IndexPieces(of: document)
    }

    /// Reads and checks all rows, and makes nothing of them: how fast that is, is measured.
    ///
    /// - Returns: How many rows can be taken, and how many not.
    public static func countRows(
        of document: SourceDocument
    ) throws(SourceError) -> (taken: Int, refused: Int) {
        var rows = try IndexRows(document, isVerified: false)
        var counts = (taken: 0, refused: 0)
        while true {
            switch try rows.next() {
            case .row: counts.taken += 1
            case .refused: counts.refused += 1
            case .end: return counts
            }
        }
    }
}
