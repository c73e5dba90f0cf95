import CanonicalJSON
import Filings
import Ingestion
import Testing

struct CSVSourceTests {
    @Test func `the sample reads as its mapping says`() throws {
        func sample(_ name: String) throws -> [UInt8] {
            let path = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
            return try SourceFile(path: "/\(path)/deploy/samples/csv/\(name)").document().bytes
        }
        let yaml = String(decoding: try sample("lumen.yaml"), as: UTF8.self)
        let mapping = try CSVMapping(yaml: yaml, file: "lumen.yaml")
        let document = SourceDocument(name: "lumen.csv", bytes: try sample("lumen.csv"))
        let reading = try CSVSource(mapping: mapping).read(document)
        #expect(reading.refusals == [])
        #expect(reading.coverage == [RunCoverage(unit: "lumen", state: .complete)])
        let (finding, filing) = (try #require(reading.findings.first), reading.filings[0])
        #expect(finding.stream.text == "company-lumen-000417")
        #expect(finding.place.description == "lumen.csv, line 2")
        #expect(finding.event.id == "bourse-lumen:000417/LX-2024-0031/Annual report")
        #expect(finding.event.source == "https://lumen.example/papers/LX-2024-0031.pdf")
        #expect(finding.event.publishedAt?.text == "2024-03-15T16:40:00.000000Z")
        #expect(finding.event.tags == ["accession:LX-2024-0031"])
        #expect(filing.register == "bourse-lumen")
        #expect(filing.reader == "csv")
        #expect(filing.title == "Annual report 2023; with accounts")
        #expect(filing.filedOn.text == "2024-03-15")
        #expect(filing.periodOfReport?.text == "2023-12-31")
        #expect(filing.items == ["accounts", "dividend"])
        #expect(filing.itemsText == "accounts|dividend")
        #expect(filing.category == "issuer")
        #expect(filing.filerName == "Brightwater Ferries")
        #expect(filing.details == ["Pages": "112"])
        #expect(reading.filings[1].title == "Correction to the \"Annual report 2023\"")
        #expect(reading.findings[2].event.publishedAt == nil)
        #expect(reading.findings[2].stream.text == "company-lumen-020961")
    }

    @Test func `without templates stream and key are made of register, filer, number, form`()
        throws
    {
        let reading = try CSVSupport.reading("a,b,c,d\nX1,77,Note,2024-02-29\n")
        #expect(reading.findings.map(\.stream.text) == ["company-lumen-x1"])
        #expect(reading.findings.map(\.event.id) == ["lumen:X1/77/Note"])
        #expect(reading.findings.map(\.event.source) == ["csv:lumen"])
    }

    @Test(arguments: [
        ("X,1,N,2024-02-30", "filedOn: \"2024-02-30\" is no day in YYYY-MM-DD"),
        ("X,1,N,", "filedOn is blank"), (",1,N,2024-01-01", "filer is blank"),
        ("X, ,N,2024-01-01", "accession is blank"), ("X,1,,2024-01-01", "form is blank"),
        ("X,1,N", "3 fields instead of 4"), ("X,1,N,2024-01-01,", "5 fields instead of 4"),
        ("X Y,1,N,2024-01-01", "\"company-lumen-X Y\" cannot name a stream"),
        ("\u{957F},1,N,2024-01-01", "\"company-lumen-\u{957F}\" cannot name a stream"),
        ("X,1\",N,2024-01-01", "a quote stands inside of a field without quotes"),
    ])
    func `a record that does not fit is refused with its line, the rest is taken`(
        record: String, reason: String
    ) throws {
        let reading = try CSVSupport.reading(
            "a,b,c,d\n\"A\",1,\"N\n\",2024-01-01\n\(record)\nB,2,N,2024-01-02")
        #expect(reading.refusals.map(\.reason) == [reason])
        #expect(reading.refusals.map(\.place.part) == ["line 4"])
        #expect(reading.filings.map(\.filer) == ["A", "B"])
        #expect(reading.coverage.map(\.state) == [.partial])
    }

    @Test(arguments: [
        ("", "no line with the columns' names"),
        ("a,b,c", "no column \"d\", which map.yaml:6 names; there are a, b, c"),
        ("a,b,c,d,a", "two columns are named \"a\""),
        ("a,b,c,\"d", "line 1: a quoted field has no end"),
    ])
    func `a file whose columns are not those of the mapping is not read`(
        text: String, reason: String
    ) {
        let error = SourceError.malformed(document: "list.csv", reason: reason)
        #expect(throws: error) { try CSVSupport.reading(text) }
    }

    @Test func `records before a quote without an end stand, in pieces`() throws {
        let records = (0..<5000).map { "X,\($0),N,2024-01-01\n" }.joined()
        let mapping = try CSVMapping(yaml: CSVSupport.mapping, file: "map.yaml")
        let document = SourceDocument(
            name: "list.csv", bytes: Array(("a,b,c,d\n" + records + "X,\"").utf8))
        var pieces = try CSVSource(mapping: mapping).pieces(of: document)
        #expect(try pieces.next()?.findings.count == 4096)
        let error = SourceError.malformed(
            document: "list.csv", reason: "line 5002: a quoted field has no end")
        #expect(throws: error) { try pieces.next() }
    }

    @Test func `Latin-1 is read where the mapping says so, and refused where it does not`() throws {
        let bytes =
            Array("a,b,c,d\n".utf8) + [0x58, 0x2C, 0x31, 0x2C, 0xC9]
            + Array(",2024-01-01\n".utf8)
        func reading(_ mapping: String) throws -> SourceReading {
            try CSVSource(mapping: CSVMapping(yaml: mapping, file: "map.yaml"))
                .read(SourceDocument(name: "list.csv", bytes: bytes))
        }
        let latin = try reading("encoding: latin-1\n" + CSVSupport.mapping)
        #expect(latin.filings.map(\.form) == ["\u{C9}"])
        #expect(
            try reading(CSVSupport.mapping).refusals.map(\.reason)
                == ["not UTF-8; does the mapping lack encoding: latin-1?"])
    }

    @Test(arguments: [
        ("a", "\"00417\"", "00417"), ("{ column: a, pad: 6 }", "417", "000417"),
        ("{ column: a, after: /, before: . }", "x/y/7.pdf", "7"),
        ("{ column: a, pad: 10, first: 4 }", "1234567", "0001"),
        ("{ column: a, scheme: cik }", "0000320193", "320193"),
        ("{ column: a, pad: 18, scheme: accession }", "32019324000123", "0000320193-24-000123"),
        ("{ constant: all }", "x", "all"),
    ])
    func `a field's value is cut, padded and normalized in that order`(
        rule: String, cell: String, value: String
    ) throws {
        let mapping = CSVSupport.mapping.split(separator: "\n").map { line in
            line.contains("filer:") ? "  filer: \(rule)" : String(line)
        }
        let reading = try CSVSupport.reading(
            "a,b,c,d\n\(cell),1,N,2024-01-01", mapping: mapping.joined(separator: "\n"))
        #expect(reading.filings.map(\.filer) == [value])
    }

    @Test(arguments: [
        ("{ column: a, after: / }", "x", "filer: \"x\" has no \"/\""),
        ("{ column: a, before: / }", "x", "filer: \"x\" has no \"/\""),
        ("{ column: a, scheme: lei }", "x", "filer: \"x\" is no lei"),
    ])
    func `a value that its rule does not fit is refused`(
        rule: String, cell: String, reason: String
    ) throws {
        let mapping = CSVSupport.mapping.split(separator: "\n").map { line in
            line.contains("filer:") ? "  filer: \(rule)" : String(line)
        }
        let reading = try CSVSupport.reading(
            "a,b,c,d\n\(cell),1,N,2024-01-01", mapping: mapping.joined(separator: "\n"))
        #expect(reading.refusals.map(\.reason) == [reason])
    }

    @Test(arguments: [
        ("UTC", "2025-08-01 00:00:26", "2025-08-01T00:00:26.000000Z"),
        ("America/New_York", "2025-08-01T00:00:26.5", "2025-08-01T04:00:26.500000Z"),
        ("America/New_York", "2025-01-01 09:00", "2025-01-01T14:00:00.000000Z"),
        ("+08:00", "2025-01-01 07:00:00", "2024-12-31T23:00:00.000000Z"),
        ("-03:30", "2025-01-01 07:00:00", "2025-01-01T10:30:00.000000Z"),
        ("+08:00", "2025-01-01T07:00:00Z", "2025-01-01T07:00:00.000000Z"),
        ("+08:00", "2025-01-01", nil), ("UTC", "noon", nil),
    ])
    func `a time is its zone's, unless it has an offset of its own`(
        zone: String, text: String, instant: String?
    ) throws {
        let reading = try CSVSupport.reading(
            "a,b,c,d,t\nX,1,N,2024-01-01,\(text)",
            mapping: CSVSupport.mapping + "\n  publishedAt: { column: t, zone: \"\(zone)\" }")
        #expect(
            reading.findings.map { $0.event.publishedAt?.text } == (instant == nil ? [] : [instant])
        )
        #expect(reading.refusals.count == (instant == nil ? 1 : 0))
    }

    @Test func `all other columns go into the details when asked for`() throws {
        let reading = try CSVSupport.reading(
            "a,b,c,d,e,f,\nX,1,N,2024-01-01, y ,,z", mapping: CSVSupport.mapping + "\ndetails: all")
        #expect(reading.filings.map(\.details) == [["e": "y"]])
    }
}
