import Filings
import Ingestion
import Testing

/// Fixed columns, as form and company indexes have them.
struct IndexLayoutTests {
    private static let path = "edgar/data/1999990001/0001999990-20-000017.txt"
    static let long = String(repeating: "LONG NAME ", count: 6) + "LTD."

    static let names = [
        "QUARRY LANE INSTRUMENTS INC", "Fund of 2024", "AGILE GROUP, INC. / NV",
        "ULTIMUS    /TA", "A", long, long + " AND SONS",
    ]
    static let forms = ["4", "1-A POS", "SC 13D/A", "SEC STAFF LETTER", "SCHEDULE 13G/A"]

    private func only(_ fixture: IndexFixture) throws -> FilingListed {
        let reading = try EdgarIndex().read(fixture.document("x.idx"))
        #expect(reading.refusals == [])
        return try #require(reading.filings.first)
    }

    @Test(arguments: names, forms)
    func `form and name are told apart wherever the columns have moved`(
        name: String, form: String
    ) throws {
        for (day, end) in [("2020-01-03", ""), ("20200103", "         ")] {
            let tail = [("1999990001", 12), (day, 12)]
            let byForm = IndexFixture.fixed(
                [(form, 12), (name, 62)] + tail, path: Self.path + end)
            let byCompany = IndexFixture.fixed(
                [(name, 62), (form, 12)] + tail, path: Self.path + end)
            for filing in [
                try only(.form([byForm])), try only(.company([byCompany])),
            ] {
                #expect(filing.form == form)
                #expect(filing.filerName == name)
                #expect(filing.filer == "1999990001")
                #expect(filing.filedOn.text == "2020-01-03")
                #expect(filing.accession == "0001999990-20-000017")
            }
        }
    }

    @Test(arguments: [17, 20])
    func `a wider column of form types is read with and without its header`(width: Int) throws {
        let row = IndexFixture.fixed(
            [("SC 13D/A", width), ("QUARRY LANE", 62), ("1999990001", 12), ("20200103", 12)],
            path: Self.path)
        var fixture = IndexFixture.form([row])
        #expect(try only(fixture).form == "SC 13D/A")
        #expect(try only(fixture).filerName == "QUARRY LANE")
        let gap = String(repeating: " ", count: width - 9)
        fixture.columns = ["Form Type\(gap)Company Name      CIK   Date Filed   File Name"]
        #expect(try only(fixture).filerName == "QUARRY LANE")
    }

    @Test func `a column row broken in two is still one`() throws {
        let row = IndexFixture.fixed(
            [("4", 12), ("QUARRY LANE", 62), ("1999990001", 12), ("20200103", 12)],
            path: Self.path)
        var fixture = IndexFixture.form([row])
        fixture.columns = [
            "Form Type   Company Name" + String(repeating: " ", count: 50) + "CIK",
            "      Date Filed  File Name",
        ]
        #expect(try only(fixture).filerName == "QUARRY LANE")
    }

    @Test(arguments: [
        ("QUARRY LANE", "too short for its columns"),
        ("1999990001 20200103 PATH", "too short for its columns"),
        ("4           QUARRY LANE   X  20200103  PATH", "\"X\" is no CIK"),
        ("4           QUARRY LANE   1999990001  2020  PATH", "\"2020\" is no filing day"),
        (
            "SEC STAFF LETTER QUARRY LANE  1999990001  20200103  PATH",
            "form type and name cannot be told apart"
        ),
    ])
    func `a row that does not fit the form index is refused`(row: String, reason: String) throws {
        let reading = try EdgarIndex().read(
            IndexFixture.form([row.replacing("PATH", with: Self.path)]).document("form.idx"))
        #expect(reading.refusals.map(\.reason) == [reason])
        #expect(reading.findings == [])
    }

    @Test(arguments: [
        ("ULTIMUS    /TA     1999990001  20200103  PATH", "no form type"),
        (long + " 4  1999990001  20200103  PATH", "name and form type cannot be told apart"),
    ])
    func `a row that does not fit the company index is refused`(
        row: String, reason: String
    ) throws {
        let reading = try EdgarIndex().read(
            IndexFixture.company([row.replacing("PATH", with: Self.path)]).document("company.idx"))
        #expect(reading.refusals.map(\.reason) == [reason])
        #expect(reading.findings == [])
    }

    @Test func `a row of the form index may lack its name`() throws {
        let row = "4" + String(repeating: " ", count: 73) + "1999990001  20200103    " + Self.path
        #expect(try only(.form([row])).filerName == nil)
    }
}
