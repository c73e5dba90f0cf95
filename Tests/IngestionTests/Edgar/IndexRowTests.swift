import Filings
import Ingestion
import Testing

struct IndexRowTests {
    private let path = "edgar/data/1999990001/0001999990-20-000017.txt"

    private func only(_ fixture: IndexFixture) throws -> FilingListed {
        let reading = try EdgarIndex().read(fixture.document())
        #expect(reading.refusals == [])
        #expect(reading.filings.count == 1)
        return try #require(reading.filings.first)
    }

    @Test func `a row is a filing of its filer`() throws {
        let reading = try EdgarIndex().read(IndexFixture().document())
        let finding = try #require(reading.findings.first)
        #expect(finding.stream.text == "company-cik-1999990001")
        #expect(finding.event.id == "edgar:1999990001/0001999990-20-000017/8-K")
        #expect(
            finding.event.source
                == "https://www.sec.gov/Archives/edgar/data/1999990001/000199999020000017/"
                + "0001999990-20-000017-index.htm")
        #expect(finding.event.publishedAt == nil)
        #expect(finding.event.tags == [])
        #expect(finding.place.description == "master.20200103.idx, line 7")
        var filing = FilingListed(
            filer: "1999990001", accession: "0001999990-20-000017", form: "8-K",
            filedOn: try #require(CivilDay("2020-01-03")))
        filing.reader = "edgar-index"
        filing.filerName = "QUARRY LANE INSTRUMENTS INC"
        #expect(finding.event.event == .filingListed(filing))
    }

    @Test func `keys and addresses are those of the submissions source`() throws {
        let row = "320|A|4|20200103|edgar/data/320/0001999990-20-000018.txt"
        let index = try EdgarIndex().read(IndexFixture([row]).document()).findings
        var submissions = SubmissionsFixture([
            .init(accession: "0001999990-20-000018", form: "4", filed: "2020-01-03")
        ])
        submissions.cik = "320"
        let others = try EdgarSubmissions().read(submissions.document("x.json")).findings
        let other = try #require(others.last)
        #expect(index.map(\.event.id) == [other.event.id])
        #expect(index.map(\.event.source) == [other.event.source])
        #expect(index.map(\.stream) == [other.stream])
        #expect(index.map(\.stream.text) == ["company-cik-0000000320"])
    }

    @Test(arguments: ["20200103", "2020-01-03"])
    func `both forms of a day are read`(day: String) throws {
        let row = "1999990001|QUARRY LANE|8-K|\(day)|\(path)"
        #expect(try only(IndexFixture([row])).filedOn.text == "2020-01-03")
    }

    @Test func `names are in ISO 8859-1, keep their spaces, and may be missing`() throws {
        let latin = "1999990001|SOCI\u{C9}T\u{C9}    /FI|8-K|20200103|\(path)"
        #expect(try only(IndexFixture([latin])).filerName == "SOCI\u{C9}T\u{C9}    /FI")
        #expect(try only(IndexFixture(["1999990001||8-K|20200103|\(path)"])).filerName == nil)
    }

    static let refusals: [(String, String)] = [
        ("1999990001|QUARRY LANE|8-K|20200103", "4 fields, not 5"),
        ("1999990001|QUARRY|LANE|8-K|20200103|PATH", "6 fields, not 5"),
        ("no bars at all", "1 fields, not 5"),
        ("X|QUARRY LANE|8-K|20200103|PATH", "\"X\" is no CIK"),
        ("|QUARRY LANE|8-K|20200103|PATH", "\"\" is no CIK"),
        ("0|QUARRY LANE|8-K|20200103|PATH", "\"0\" is no CIK"),
        ("19999900010|QUARRY LANE|8-K|20200103|PATH", "\"19999900010\" is no CIK"),
        ("1999990001|QUARRY LANE||20200103|PATH", "no form type"),
        ("1999990001|QUARRY LANE|8-K|20201303|PATH", "\"20201303\" is no filing day"),
        ("1999990001|QUARRY LANE|8-K|20190229|PATH", "\"20190229\" is no filing day"),
        ("1999990001|QUARRY LANE|8-K|19921231|PATH", "\"19921231\" is no filing day"),
        ("1999990001|QUARRY LANE|8-K|2020/01/03|PATH", "\"2020/01/03\" is no filing day"),
        ("1999990001|QUARRY LANE|8-K|2020-1-3|PATH", "\"2020-1-3\" is no filing day"),
        ("1999990001|QUARRY LANE|8-K||PATH", "\"\" is no filing day"),
        (
            "1999990002|QUARRY LANE|8-K|20200103|PATH",
            "the path is of CIK 1999990001, the row of 1999990002"
        ),
    ]

    @Test(arguments: refusals)
    func `a row that cannot be taken is refused with its line, the rest goes on`(
        row: String, reason: String
    ) throws {
        let bad = row.replacing("PATH", with: path)
        let reading = try EdgarIndex().read(
            IndexFixture([IndexFixture.row, bad, IndexFixture.row]).document())
        #expect(reading.filings.count == 2)
        #expect(reading.refusals.map(\.reason) == [reason])
        #expect(reading.refusals.map(\.place.part) == ["line 8"])
        #expect(reading.findings.map(\.place.part) == ["line 7", "line 9"])
    }

    @Test(arguments: [
        "", "edgar/data/1999990001/", "edgar/data/1999990001/0001999990-20-000017.htm",
        "edgar/data/1999990001/1999990-20-000017.txt", "data/1999990001/0001999990-20-000017.txt",
        "edgar/data/1999990001/000199999020000017.txt", "edgar/data//0001999990-20-000017.txt",
        "edgar/data/x/0001999990-20-000017.txt", "edgar/data/1999990001/000199999X-20-000017.txt",
        "edgar/data/1999990001/0001999990-2X-000017.txt",
        "edgar/data/1999990001/0001999990-20-00001X.txt",
        "edgar/data/19999900010/0001999990-20-000017.txt",
        "edgar/data/1999990001/0001999990-20-000017.tx",
        "edgar/data/1999990001/x/0001999990-20-000017.txt",
    ])
    func `a path without a CIK and an accession number is refused`(path: String) throws {
        let reading = try EdgarIndex().read(
            IndexFixture(["1999990001|QUARRY LANE|8-K|20200103|\(path)"]).document())
        #expect(reading.refusals.map(\.reason) == ["\"\(path)\" is no path of a filing"])
        #expect(reading.findings == [])
    }

    @Test func `a row that is there twice is two findings and one event`() async throws {
        let document = IndexFixture([IndexFixture.row, IndexFixture.row]).document()
        #expect(try EdgarIndex().read(document).findings.count == 2)
        let report = try await Ingester(into: MemoryLog()).ingest([document], from: EdgarIndex())
        #expect(report.appended == 1)
        #expect(report.repeated == 1)
        #expect(report.conflicts == [])
    }

    @Test func `a column to come is no reason to refuse`() throws {
        var fixture = IndexFixture([IndexFixture.row + "|more"])
        fixture.columns = ["CIK|Company Name|Form Type|Date Filed|File Name|Size"]
        #expect(try only(fixture).form == "8-K")
    }
}
