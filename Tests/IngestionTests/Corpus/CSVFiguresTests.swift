import CanonicalJSON
import Filings
import Ingestion
import Testing

/// The lists of the corpus by mappings of ours, against figures counted by another program.
@Suite(.enabled(if: SubmissionsCorpus.isThere))
struct CSVFiguresTests {
    private static func reading(_ name: String, by mapping: String) throws -> SourceReading {
        let file = SourceFile(path: "\(SubmissionsCorpus.root ?? "")/\(name)")
        return try CSVSource(mapping: CSVMapping(yaml: mapping, file: "map.yaml"))
            .read(file.document())
    }

    private static func figures(_ name: String) throws -> JSONValue {
        try #require(SubmissionsCorpus.figures()["files"]?[name] ?? nil)
    }

    @Test func `a register of annual reports reads whole, with Chinese titles`() throws {
        let name = "cninfo/annual_reports_2004_2023_SSE.csv.gz"
        let reading = try Self.reading(
            name,
            by: """
                register: cninfo
                stream: company-cn-{filer}
                fields:
                  filer: code
                  filerName: short_name
                  accession: { column: url, after: "/", before: "." }
                  form: { constant: annual }
                  filedOn: { column: url, after: "finalpage/", before: "/" }
                  title: title
                  url: url
                details: [year]
                """)
        let figures = try Self.figures(name)
        #expect(reading.refusals == [])
        #expect(Int64(reading.filings.count) == figures["rows"]?.integerValue)
        let codes = Set(reading.filings.map(\.filer))
        #expect(Int64(codes.count) == figures["distinct_codes"]?.integerValue)
        #expect(Set(reading.findings.map(\.event.id)).count == reading.findings.count)
        #expect(reading.filings.first?.filedOn.text == "2003-03-29")
        #expect(reading.filings.first?.accession == "10403853")
    }

    @Test func `a feed that lost its zeros has whole accession numbers again`() throws {
        let name = "edgar/detected/detected_time_2025-08..2025-09.csv.gz"
        let reading = try Self.reading(
            name,
            by: """
                register: edgar
                stream: register-edgar-detected
                fields:
                  filer: { column: accessionNumber, pad: 18, first: 10 }
                  accession: { column: accessionNumber, pad: 18, scheme: accession }
                  form: submissionType
                  filedOn: filingDate
                  publishedAt: { column: detectedTime, zone: UTC }
                  sizeBytes: { column: size, before: "." }
                details: [acceptanceDateTime]
                """)
        let figures = try Self.figures(name)
        #expect(reading.refusals.prefix(3) == [])
        #expect(Int64(reading.filings.count) == figures["rows"]?.integerValue)
        let accessions = Set(reading.filings.map(\.accession))
        #expect(Int64(accessions.count) == figures["distinct_accessions"]?.integerValue)
        let instants = reading.findings.compactMap(\.event.publishedAt)
        #expect(instants.min()?.text == figures["min_detected"]?.stringValue)
        #expect(instants.max()?.text == figures["max_detected"]?.stringValue)
        let forms = reading.filings.map(\.form).tally
        for form in figures["top_forms"]?.arrayValue ?? [] {
            let count = form.arrayValue?[1].integerValue
            #expect(forms[form.arrayValue?[0].stringValue ?? ""].map { Int64($0) } == count)
        }
    }
}
