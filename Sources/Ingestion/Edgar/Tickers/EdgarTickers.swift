import Filings

/// The SEC's files of tickers, which pair symbols with CIKs.
///
/// Source: <https://www.sec.gov/file/company-tickers>, and `ticker.txt` under
/// <https://www.sec.gov/include/>. A ticker is given to another company later, and is no identity:
/// the row's CIK says whose history it belongs to. The files do not say when a pair began, so each
/// row is an observation, news only when it differs from what the same file said before.
///
/// A title is recorded as another name in use and not as the current one: it is the name shown
/// beside a symbol, without a day, and must not take the place of what the register itself states
/// in the company's own file.
public struct EdgarTickers: FilingSource {
    public let name = "edgar-tickers"

    public init() {}

    public func reads(fileNamed name: String) -> Bool {
        guard let file = name.split(separator: "/").last else { return false }
        if file.hasSuffix(".json") || file.hasSuffix(".json.gz") {
            return file.hasPrefix("company_tickers")
        }
        return file == "ticker.txt" || file.hasPrefix("ticker@") && file.hasSuffix(".txt")
    }

    public func read(_ document: SourceDocument) throws(SourceError) -> SourceReading {
        let file = try TickerFile(document)
        var reading = SourceReading()
        reading.refusals = file.refusals
        for row in file.rows {
            let facts = TickerFacts(row: row, kind: file.kind, document: document)
            reading.findings += facts.findings
        }
        let refused = file.refusals.count
        reading.coverage = [
            RunCoverage(
                unit: file.kind, state: refused == 0 ? .complete : .partial,
                reason: refused == 0 ? nil : "rows refused: \(refused)",
                repair: refused == 0 ? nil : name)
        ]
        return reading
    }
}
