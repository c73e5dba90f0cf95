import CanonicalJSON
import Filings
import Ingestion
import Testing

/// Every index file of the corpus, against figures counted by another program.
@Suite(.enabled(if: SubmissionsCorpus.isThere))
struct IndexFiguresTests {
    static let names = [
        "master.2020QTR1.gz", "master.20200103.idx", "company.20200102.idx",
        "form.2021QTR1.excerpt.idx", "form.empty.idx",
    ]

    private static func document(_ name: String) -> SourceDocument {
        let path = (SubmissionsCorpus.root ?? "") + "/edgar/index/\(name)"
        return SourceDocument(name: name, content: .file(path))
    }

    private static let readings = Result {
        try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try EdgarIndex().read(document($0))) })
    }

    private static func reading(_ name: String) throws -> SourceReading {
        try #require(try readings.get()[name])
    }

    private static func figures(_ name: String) throws -> JSONValue {
        try #require(try SubmissionsCorpus.figures()["files"]?["edgar/index/\(name)"])
    }

    @Test(arguments: names)
    func `a file's rows are those that were counted`(name: String) throws {
        let reading = try Self.reading(name)
        let figures = try Self.figures(name)
        let filings = reading.filings
        #expect(reading.refusals == [])
        let counts = try EdgarIndex.countRows(of: Self.document(name))
        #expect(counts == (filings.count, 0))
        let distinct = Set(
            filings.map { filing in
                [filing.filer, filing.accession, filing.form, filing.filerName ?? ""]
            })
        let accessions = Set(filings.map(\.accession)).count
        let found: [(String, Int)] = [
            ("rows", filings.count), ("distinct_rows", distinct.count),
            ("distinct_accessions", accessions),
            ("distinct_ciks", Set(filings.map(\.filer)).count),
            ("distinct_forms", Set(filings.map(\.form)).count),
            ("amendment_rows(/A)", filings.count { $0.form.hasSuffix("/A") }),
            ("amendment_rows", filings.count { $0.form.hasSuffix("/A") }),
            ("8-K_rows", filings.count { $0.form == "8-K" || $0.form == "8-K/A" }),
        ]
        var compared = 0
        for (figure, count) in found {
            guard let counted = figures[figure]?.integerValue else { continue }
            #expect(Int64(count) == counted, "\(figure)")
            compared += 1
        }
        #expect(compared >= 3)
        if let forms = figures["rows_by_form"]?.counts {
            #expect(filings.map(\.form).tally == forms)
        }
        if let first = figures["min_date"]?.stringValue {
            let days = filings.map { $0.filedOn.text }
            #expect(days.min()?.filter { $0 != "-" } == first.filter { $0 != "-" })
            let last = figures["max_date"]?.stringValue
            #expect(days.max()?.filter { $0 != "-" } == last?.filter { $0 != "-" })
        }
        if let days = figures["dates"]?.counts {
            let tally = filings.map { $0.filedOn.text.filter { $0 != "-" } }.tally
            #expect(days.allSatisfy { tally[$0.key] == $0.value })
        }
    }

    @Test func `a row whose form type the layout cuts is refused, the others are taken`() throws {
        let name = "form.20200318.idx"
        let reading = try EdgarIndex().read(Self.document(name))
        let rows = try Self.figures(name)["rows"]?.integerValue
        #expect(reading.filings.count + reading.refusals.count == Int(rows ?? 0))
        #expect(reading.refusals.count == 96)
        #expect(reading.refusals.allSatisfy { $0.reason.contains("cut to \"SEC STAFF\"") })
        #expect(reading.coverage.map(\.state) == [.partial])
        #expect(reading.coverage.map(\.repair) == ["edgar-index --day 2020-03-18"])
    }

    @Test func `the quarter's rows by day are those that were counted, and it is complete`() throws
    {
        let reading = try Self.reading("master.2020QTR1.gz")
        let counted = try SubmissionsCorpus.figures()["quarter"]?["edgar/index/master.2020QTR1.gz"]
        #expect(
            reading.filings.map(\.filedOn.text).tally == counted?["rows_by_date"]?.counts)
        #expect(reading.coverage == [RunCoverage(unit: "2020-Q1", state: .complete)])
        let days = try #require(YearQuarter("2020-Q1"))
        #expect(
            reading.listing
                == SourceReading.Listing(
                    name: "edgar-index 2020-Q1", isComplete: true,
                    days: days.firstDay...days.lastDay))
        let keys = Set(reading.findings.map(\.event.id))
        #expect(keys.count == reading.findings.count)
    }

    @Test func `the other files say what they cover`() throws {
        let states = try Self.names.dropFirst().map { name in
            try Self.reading(name).coverage.map { "\($0.unit) \($0.state.rawValue)" }
        }
        #expect(
            states == [
                ["2020-01-03 complete"], ["2020-01-02 complete"],
                // Cut within its last line; and not half a quarter.
                ["2021-Q1 partial"], ["2025-Q1 pending"],
            ])
    }

    @Test func `a day against its quarter differs by what was counted`() throws {
        let quarter = try Self.reading("master.2020QTR1.gz")
        let day = try Self.reading("master.20200103.idx")
        let daily = Dictionary(
            day.findings.map { ($0.event.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(quarter.findings.map(\.event.id))
        #expect(day.findings.count - daily.count == 60)
        let missing = daily.filter { !known.contains($0.key) }
        #expect(missing.count == 139)
        let vanished = missing.values.filter { finding in
            SourceReading.filedOn(finding)?.text ?? "" >= "2020-01-01"
        }
        #expect(
            vanished.map(\.event.id).allSatisfy { $0.contains("/0001354457-20-000007/25-NSE/A") })
        #expect(vanished.count == 2)
        let later = quarter.findings.filter { finding in
            SourceReading.filedOn(finding)?.text == "2020-01-03" && daily[finding.event.id] == nil
        }
        #expect(later.count == 66)
    }

    @Test func `keys and addresses are those that the submissions source makes`() throws {
        var known: [String: SourceReading.Finding] = [:]
        for finding in try Self.reading("master.2020QTR1.gz").findings {
            known[finding.event.id] = finding
        }
        var compared = 0
        for finding in try SubmissionsCorpus.reading("CIK0001318605@2022-12-11.json").findings {
            guard let row = known[finding.event.id] else { continue }
            compared += 1
            #expect(row.stream == finding.stream)
            #expect(row.event.source == finding.event.source)
            #expect(SourceReading.filedOn(row) == SourceReading.filedOn(finding))
        }
        #expect(compared == 31)
    }
}

extension SourceReading {
    fileprivate static func filedOn(_ finding: Finding) -> CivilDay? {
        if case .filingListed(let filing) = finding.event.event { filing.filedOn } else { nil }
    }
}
