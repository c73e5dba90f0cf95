import CanonicalJSON
import Filings
import Ingestion
import Testing

/// Real announcements of cninfo, against figures counted by another program.
@Suite(.enabled(if: CorpusFolder.isThere))
struct CninfoCorpusTests {
    private func read(_ name: String) throws -> SourceReading {
        try Cninfo().read(CorpusFolder.document("cninfo/\(name)"))
    }

    private func figures(_ name: String) throws -> JSONValue {
        try #require(try CorpusFolder.figures()["files"]?["cninfo/\(name)"])
    }

    @Test func `a month of one company is what was counted`() throws {
        let reading = try read("gigadevice_603986.ndjson")
        #expect(reading.refusals == [])
        #expect(reading.filings.count == 20)
        #expect(Set(reading.findings.map(\.stream.text)) == ["company-cninfo-603986"])
        #expect(reading.findings.allSatisfy { $0.event.publishedAt == nil })
        #expect(reading.names.map(\.name) == ["兆易创新"])
        for finding in reading.findings {
            let event = finding.event.event
            #expect(try FilingEvent(type: event.type, data: event.data) == event)
        }
    }

    @Test func `nine days of the market are what was counted`() throws {
        let name = "announcements_20260805_20260813.ndjson.gz"
        let reading = try read(name)
        let figures = try figures(name)
        let filings = reading.filings
        #expect(reading.refusals == [])
        #expect(Int64(filings.count) == figures["announcements"]?.integerValue)
        #expect(
            Int64(Set(filings.map(\.accession)).count) == figures["distinct_ids"]?.integerValue)
        #expect(Int64(Set(filings.map(\.filer)).count) == figures["codes"]?.integerValue)
        let listed = reading.findings.filter { $0.event.event.type == FilingListed.type }
        let midnight = listed.count { $0.event.publishedAt == nil }
        #expect(Int64(midnight) == figures["publish_time_midnight"]?.integerValue)
        // The figure counts titles with one of four words, whatever they mean there.
        let words = ["更正", "修订", "补充", "取消"]
        let worded = filings.count { filing in
            words.contains { filing.title?.contains($0) == true }
        }
        #expect(Int64(worded) == figures["corrections"]?.integerValue)
        let corrections = filings.compactMap { CorrectionTitle($0.title ?? "") }
        // 77 marks in brackets, without those of revised rules; 7 notices; one mark at the end.
        #expect(corrections.count == 85)
    }

    @Test func `every run of a poller brings as much news as was counted`() throws {
        let runs = try CorpusFolder.figures()["cninfo_snapshots"]?["runs"]?.arrayValue ?? []
        #expect(runs.count == 50)
        var known: [String: FilingListed] = [:]
        for run in runs {
            let name = run["file"]?.stringValue ?? ""
            let reading = try read("snapshots/\(name)")
            #expect(reading.refusals == [], "\(name)")
            let filings = reading.filings
            #expect(Int64(filings.count) == run["distinct_urls"]?.integerValue, "\(name)")
            let new = filings.count { known[$0.accession] == nil }
            #expect(
                Int64(new) == run["new_against_all_earlier_files_here"]?.integerValue, "\(name)")
            for filing in filings {
                if let before = known[filing.accession], before.comparable != filing.comparable {
                    Issue.record("\(name): \(filing.accession) changed")
                }
                known[filing.accession] = filing
            }
        }
        #expect(known.count == 3_064)
    }

    @Test func `the register's own records are read`() throws {
        let reading = try read("hisAnnouncement_raw_records.json")
        #expect(reading.refusals == [])
        #expect(reading.filings.map(\.accession) == ["1206997843", "1208345383", "1208388950"])
        #expect(reading.filings.map(\.filedOn.text) == ["2019-10-22", "2020-08-31", "2020-09-04"])
        #expect(
            reading.filings.map { $0.details["orgId"] }
                == ["gssz0000001", "gssh0600600", "gssh0600600"])
    }

    @Test func `the directory knows the company of a code`() throws {
        let notes = try read("szse_stock.json.gz").notes
        #expect(notes.count == 4_763)
        #expect(notes["org/603986"] == "9900026561")
    }

    @Test func `a register of annual reports has the marks of corrections`() throws {
        let document = try CorpusFolder.document("cninfo/annual_reports_2004_2023_SSE.csv.gz")
        #expect(throws: SourceError.self) { try Cninfo().read(document) }
    }
}
