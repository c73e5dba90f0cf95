import CanonicalJSON
import Filings
import Ingestion
import Testing

struct EdgarSubmissionsTests {
    private typealias Row = SubmissionsFixture.Row

    @Test func `rows become filings of the company's stream, the oldest first`() throws {
        let fixture = SubmissionsFixture([
            Row(
                accession: "0001999990-24-000018", form: "8-K", filed: "2024-11-05",
                accepted: "2024-11-05T23:30:00.000Z", report: "2024-11-04", items: "2.02,9.01"),
            Row(accession: "0001999990-24-000017", accepted: "2024-11-04T16:00:00.000Z"),
        ])
        let reading = try EdgarSubmissions().read(fixture.document())
        #expect(reading.refusals.isEmpty)
        #expect(reading.filings.map(\.form) == ["4", "8-K"])
        let finding = try #require(reading.findings.last)
        #expect(finding.stream.text == "company-cik-1999990001")
        #expect(finding.place.description == "CIK1999990001@2024-11-05.json, row 1")
        #expect(finding.event.id == "edgar:1999990001/0001999990-24-000018/8-K")
        #expect(
            finding.event.source
                == "https://www.sec.gov/Archives/edgar/data/1999990001/000199999024000018/"
                + "0001999990-24-000018-index.htm")
        #expect(finding.event.tags == [])
        #expect(finding.event.publishedAt?.text == "2024-11-05T23:30:00.000000Z")
        let filing = try #require(reading.filings.last)
        #expect(filing.items == ["2.02", "9.01"])
        #expect(filing.itemsText == nil)
        #expect(filing.periodOfReport?.text == "2024-11-04")
        #expect(filing.acceptedClock == .utc)
        #expect(filing.acceptedText == "2024-11-05T23:30:00.000Z")
        #expect(filing.act == "34")
        #expect(filing.isXBRL == false)
        #expect(filing.isInlineXBRL == nil)
    }

    @Test func `both clocks give one instant, and an undecidable one none`() throws {
        func published(_ accepted: [JSONValue]) throws -> [String?] {
            let rows = accepted.enumerated().map { index, text in
                Row(accession: .string("0001999990-24-00001\(index)"), accepted: text)
            }
            let reading = try EdgarSubmissions().read(SubmissionsFixture(rows).page())
            return reading.findings.reversed().map { $0.event.publishedAt?.text }
        }
        let eastern: [JSONValue] = ["2024-07-01T21:00:00.000Z", "2024-07-01T06:30:00.000Z"]
        let utc: [JSONValue] = ["2024-07-02T01:00:00.000Z", "2024-07-01T10:30:00.000Z"]
        #expect(try published(eastern) == published(utc))
        #expect(try published(utc).first == "2024-07-02T01:00:00.000000Z")
        #expect(try published(["2024-07-01T15:00:00.000Z"]) == [nil])
    }

    @Test func `a bare date of acceptance is no instant, an offset is evidence enough`() throws {
        let fixture = SubmissionsFixture([
            Row(accession: "0001999990-24-000003", accepted: "2024-07-02T01:00:00.000Z"),
            Row(accession: "0001999990-24-000002", accepted: "2024-07-01T06:30:00-04:00"),
            Row(accession: "0001999990-24-000001", accepted: "sometime"),
            Row(
                accession: "0001999990-97-000001", filed: "1997-07-01",
                accepted: "1997-07-01T04:00:00.000Z"),
        ])
        let reading = try EdgarSubmissions().read(fixture.page())
        let published = reading.findings.map { $0.event.publishedAt?.text }
        #expect(
            published
                == [nil, nil, "2024-07-01T10:30:00.000000Z", "2024-07-02T01:00:00.000000Z"])
        #expect(reading.filings.map(\.acceptedClock) == [.utc, .unknown, .header, .utc])
    }

    @Test(
        arguments: [
            ("8-K", "5.02,9.01", ["5.02", "9.01"], nil),
            ("8-K/A", "12,7", ["12", "7"], nil),
            ("8-K", "5.02, 9.01", ["5.02", "9.01"], "5.02, 9.01"),
            ("8-K", ",", [], ","),
            ("8-K", "", [], nil),
            ("EFFECT", "S-4,,2019-05-10 16:00:00", [], "S-4,,2019-05-10 16:00:00"),
            ("D/A", "06b,3C,3C.7", [], "06b,3C,3C.7"),
        ] as [(String, String, [String], String?)])
    func `items are kept verbatim, as a list for the 8-K family only`(
        form: String, text: String, items: [String], kept: String?
    ) throws {
        let row = Row(
            accession: "0001999990-24-000001", form: .string(form), items: .string(text))
        let reading = try EdgarSubmissions().read(SubmissionsFixture([row]).page())
        let filing = try #require(reading.filings.first)
        #expect(filing.items == items)
        #expect(filing.itemsText == kept)
    }

    @Test(
        arguments: [
            (Row(accession: "1999990-24-000001"), "\"1999990-24-000001\" is no accession number"),
            (
                Row(accession: "000199999024000001"),
                "\"000199999024000001\" is no accession number"
            ),
            (Row(accession: nil), "\"\" is no accession number"),
            (
                Row(accession: "0001999990-24-000001", filed: "2024-02-30"),
                "filingDate \"2024-02-30\" is no day of the calendar"
            ),
            (
                Row(accession: "0001999990-24-000001", filed: ""),
                "0001999990-24-000001 has no filing date"
            ),
            (
                Row(accession: "0001999990-24-000001", report: "0000-00-00"),
                "reportDate \"0000-00-00\" is no day of the calendar"
            ),
            (
                Row(accession: "0001999990-24-000001", form: ""),
                "0001999990-24-000001 has no form type"
            ),
            (Row(accession: "0001999990-24-000001", form: 4), "form is 4, not a text"),
            (
                Row(accession: "0001999990-24-000001", size: "big"),
                "size is \"big\", not an integer"
            ),
        ] as [(Row, String)])
    private func `a row that cannot be taken is refused with its place, the others are taken`(
        row: Row, reason: String
    ) throws {
        let good = Row(accession: "0001999990-24-000099")
        let reading = try EdgarSubmissions().read(SubmissionsFixture([good, row]).page())
        #expect(reading.filings.map(\.accession) == ["0001999990-24-000099"])
        #expect(
            reading.refusals.map(\.description)
                == ["CIK1999990001-submissions-001.json, row 2: \(reason)"])
    }

    @Test func `columns of different lengths refuse the file and are named`() {
        var fixture = SubmissionsFixture()
        fixture.columns["newColumn"] = [1, 2]
        fixture.columns["items"] = []
        let name = "CIK1999990001-submissions-001.json"
        let error = SourceError.ragged(
            document: name, lengths: "accessionNumber 1, items 0, newColumn 2")
        #expect(throws: error) { try EdgarSubmissions().read(fixture.page()) }
        #expect(throws: SourceError.self) { try EdgarSubmissions().read(fixture.document()) }
    }

    @Test func `added and missing columns are tolerated`() throws {
        var fixture = SubmissionsFixture()
        fixture.columns["core_type"] = ["4"]
        fixture.columns["isXBRLNumeric"] = [nil]
        fixture.columns["ofLaterYears"] = [["any": "thing"]]
        fixture.columns["act"] = nil
        let filing = try #require(try EdgarSubmissions().read(fixture.page()).filings.first)
        #expect(filing.coreType == "4")
        #expect(filing.isXBRLNumeric == nil)
        #expect(filing.act == nil)
    }

    @Test func `an overflow page belongs to the company of its name or of the option`() throws {
        let fixture = SubmissionsFixture()
        let cut = "rows.json"
        #expect(throws: SourceError.companyUnknown(document: cut)) {
            try EdgarSubmissions().read(fixture.page(cut))
        }
        let told = try #require(EdgarSubmissions(cik: "0000000042"))
        let finding = try #require(try told.read(fixture.page(cut)).findings.first)
        #expect(finding.stream.text == "company-cik-0000000042")
        let timed = fixture.page("a/CIK1999990001-submissions-002@2024-11-05.json")
        #expect(try EdgarSubmissions().read(timed).findings.first?.stream.text.suffix(2) == "01")
        #expect(EdgarSubmissions(cik: "12345678901") == nil)
    }

    @Test func `a file about another company than its name says is refused`() {
        let document = SubmissionsFixture().document("CIK0000000042.json")
        let error = SourceError.wrongCompany(
            document: "CIK0000000042.json", expected: "0000000042", found: "1999990001")
        #expect(throws: error) { try EdgarSubmissions().read(document) }
    }

    @Test(arguments: [
        ("<!DOCTYPE html><title>Undeclared Automated Tool</title>", "an HTML or XML page"),
        ("\n<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>", "an HTML or XML page"),
        ("[1]", "JSON that is not an object"),
        ("{\"cik\":320193,\"facts\":{}}", "JSON with the members cik, facts"),
    ])
    func `a document of another kind is named as such`(text: String, found: String) {
        let document = SourceDocument(name: "CIK1999990001.json", bytes: Array(text.utf8))
        #expect {
            try EdgarSubmissions().read(document)
        } throws: { error in
            guard case SourceError.wrongKind(let name, _, found) = error else { return false }
            return name == "CIK1999990001.json"
        }
    }

    @Test(arguments: ["", "{\"cik\":\"1\"", "{\"cik\":1,\"cik\":2}", "{\"a\":\u{1}\"b\"}"])
    func `a broken text is refused with its place`(text: String) {
        let document = SourceDocument(name: "CIK1999990001.json", bytes: Array(text.utf8))
        #expect {
            try EdgarSubmissions().read(document)
        } throws: { error in
            guard case SourceError.malformed("CIK1999990001.json", let reason) = error else {
                return false
            }
            return reason.hasPrefix("line 1, column ")
        }
    }

    @Test func `every proper beginning of a file is refused`() throws {
        let whole = SubmissionsFixture().document().bytes
        for length in 0..<whole.count {
            let cut = SourceDocument(
                name: "CIK1999990001.json", bytes: Array(whole.prefix(length)))
            #expect(throws: SourceError.self) { try EdgarSubmissions().read(cut) }
        }
    }

    @Test func `a file with spaces and line ends reads the same`() throws {
        let fixture = SubmissionsFixture()
        let plain = try EdgarSubmissions().read(fixture.document())
        #expect(try EdgarSubmissions().read(fixture.document(pretty: true)) == plain)
    }

    @Test func `the overflow pages that a file names are told`() throws {
        var fixture = SubmissionsFixture()
        fixture.files = [["name": "CIK1999990001-submissions-001.json", "filingCount": 988]]
        let part = SourceReading.FurtherPart(
            name: "CIK1999990001-submissions-001.json", filings: 988)
        #expect(try EdgarSubmissions().read(fixture.document()).furtherParts == [part])
    }

    @Test(arguments: [
        ("CIK0000320193.json", true), ("CIK0000320193@2023-09-04.json", true),
        ("CIK0000320193-submissions-001.json", true), ("CIK0000320193.json.gz", false),
        ("CIK0000320193-facts.json", false), ("README.md", false), ("CIK.json", false),
    ])
    func `a folder's files are chosen by name`(name: String, isRead: Bool) {
        #expect(EdgarSubmissions().reads(fileNamed: name) == isRead)
    }

    @Test func `the catalog has the source by its name`() {
        #expect(SourceCatalog.source(named: "edgar-submissions")?.name == "edgar-submissions")
        #expect(SourceCatalog.source(named: "edgar") == nil)
    }
}
