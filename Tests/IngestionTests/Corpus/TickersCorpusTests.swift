import Filings
import Ingestion
import Testing

/// The real files of tickers, against what was counted.
@Suite(.enabled(if: SubmissionsCorpus.isThere))
struct TickersCorpusTests {
    private static func reading(_ name: String) throws -> SourceReading {
        let path = "\(SubmissionsCorpus.root ?? "")/edgar/tickers/\(name)"
        return try EdgarTickers().read(SourceFile(path: path).document())
    }

    private static let bracketed = ["(NWAKX)", "(NWAGX)", "(NWAHX)", "(NWAJX)"]

    /// One class of shares has no ticker.
    @Test(
        arguments: [
            ("company_tickers@edgartools.json.gz", 9610, 7919, 9610),
            ("company_tickers@2026.json.gz", 10431, 8083, 10431),
            ("company_tickers_exchange.json.gz", 10435, 8086, 10435),
            ("company_tickers_mf.json.gz", 28253, 1174, 0),
            ("ticker.txt", 12084, 9123, 0),
        ] as [(String, Int, Int, Int)])
    func `every row is a ticker of a company`(
        name: String, rows: Int, companies: Int, titles: Int
    ) throws {
        #expect(EdgarTickers().reads(fileNamed: name))
        let reading = try Self.reading(name)
        #expect(reading.refusals == [])
        #expect(reading.coverage.map(\.state) == [.complete])
        let tickers = reading.identifiers.filter { $0.scheme == "ticker" }
        #expect(tickers.count == rows)
        #expect(Set(tickers.map(\.normalized)).count == rows)
        let odd = tickers.filter { $0.verdict != "ok" }.map(\.value)
        #expect(odd == (titles == 0 && companies == 1174 ? Self.bracketed : []))
        #expect(Set(reading.findings.map(\.stream)).count == companies)
        #expect(reading.names.count == titles)
    }

    @Test func `exchanges are kept, and are blank where the file has none`() throws {
        let reading = try Self.reading("company_tickers_exchange.json.gz")
        let exchanges = reading.identifiers.map { $0.exchange ?? "none" }.tally
        #expect(exchanges == ["Nasdaq": 4236, "NYSE": 3273, "OTC": 2563, "CBOE": 28, "none": 335])
    }

    @Test func `funds have a series and a class on every row`() throws {
        let schemes = try Self.reading("company_tickers_mf.json.gz").identifiers.map(\.scheme).tally
        #expect(schemes == ["ticker": 28253, "sec-series": 28254, "sec-class": 28254])
    }

    @Test func `tickers move between companies`() throws {
        var companies: [String: Set<String>] = [:]
        for name in ["company_tickers@edgartools.json.gz", "company_tickers@2026.json.gz"] {
            for finding in try Self.reading(name).findings {
                guard case .companyIdentified(let identified) = finding.event.event else {
                    continue
                }
                companies[identified.normalized, default: []].insert(finding.stream.text)
            }
        }
        #expect(companies.values.count { $0.count > 1 } == 49)
    }

    @Test func `the same file again appends nothing`() async throws {
        let log = MemoryLog()
        let path = "\(SubmissionsCorpus.root ?? "")/edgar/tickers/company_tickers@2026.json.gz"
        let document = SourceDocument(name: path, content: .file(path))
        let first = try await Ingester(into: log).ingest([document], from: EdgarTickers())
        let ids = Set(try Self.reading("company_tickers@2026.json.gz").findings.map(\.event.id))
        #expect(first.appended == ids.count)
        await log.forgetSources()
        let report = try await Ingester(into: log).ingest([document], from: EdgarTickers())
        #expect(report.appended == 0)
        #expect(report.read == first.read)
        #expect(report.conflicts == [])
    }
}
