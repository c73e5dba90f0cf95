import CanonicalJSON
import Filings
import Ingestion
import Testing

struct XBRLFilingsTests {
    private typealias Fixture = RepositoryFixture

    private func read(_ page: JSONValue) throws -> SourceReading {
        try XBRLFilings().read(Fixture.document(page))
    }

    @Test func `a filing goes to the stream of its LEI`() throws {
        let reading = try read(Fixture.page([Fixture.filing(0)]))
        #expect(reading.refusals == [])
        let finding = try #require(reading.findings.last)
        #expect(finding.stream.text == "company-lei-969500quarrylanexx75")
        #expect(
            finding.event.id
                == "xbrl-filings:\(Fixture.lei)/\(Fixture.lei)-2022-12-31-ESEF-FI-0")
        #expect(finding.event.source == "https://filings.xbrl.org/api/filings/900")
        #expect(finding.event.publishedAt == nil)
        let filing = try #require(reading.filings.first)
        #expect(filing.register == "xbrl-filings")
        #expect(filing.filer == Fixture.lei)
        #expect(filing.form == "ESEF")
        #expect(filing.filedOn.text == "2023-03-07")
        #expect(filing.periodOfReport?.text == "2022-12-31")
        #expect(filing.acceptedText == "2023-03-07 14:39:42.758013")
        #expect(filing.acceptedClock == .unknown)
        #expect(filing.filerName == "Quarry Lane Oyj")
        #expect(
            filing.details == [
                "country": "FI", "sha256": "00ff", "errorCount": 1, "warningCount": 2,
                "inconsistencyCount": 0,
                "packagePath": .string("/\(Fixture.lei)/2022-12-31/ESEF/FI/0/report.zip"),
            ])
        let event = finding.event.event
        #expect(try FilingEvent(type: event.type, data: event.data) == event)
    }

    @Test func `an included entity gives its name and its LEI`() throws {
        let reading = try read(Fixture.page([]))
        #expect(reading.identifiers.map(\.scheme) == ["lei"])
        #expect(reading.identifiers.map(\.normalized) == [Fixture.lei])
        #expect(reading.names.map(\.name) == ["Quarry Lane Oyj"])
        #expect(reading.names.first?.kind == .current)
        #expect(reading.names.first?.observedOn?.text == "2024-02-01")
        #expect(reading.findings.first?.stream.text == "company-lei-969500quarrylanexx75")
    }

    @Test(
        arguments: [
            ([], true), ([("processed", "2024-01-01 00:00:00")], true),
            (
                [
                    (
                        "package_url",
                        .string(
                            "https://elsewhere.example/\(RepositoryFixture.lei)/2022-12-31/ESEF/FI/0/report.zip"
                        )
                    )
                ], true
            ),
            ([("sha256", "00fe")], false), ([("error_count", 0)], false),
            ([("report_url", "/a.xhtml")], false), ([("new_column", 1)], false),
        ] as [([(String, JSONValue)], Bool)])
    func `processing again and another host are no change, other files and findings are`(
        changes: [(String, JSONValue)], isSame: Bool
    ) throws {
        let first = try #require(read(Fixture.page([Fixture.filing(0)])).filings.first)
        let second = try #require(read(Fixture.page([Fixture.filing(0, changes)])).filings.first)
        #expect((first.comparable == second.comparable) == isSame)
    }

    @Test func `without the entity the link says whose it is, without that the id`() throws {
        let linked = try read(Fixture.page([Fixture.filing(0)], included: []))
        #expect(linked.filings.map(\.filer) == [Fixture.lei])
        #expect(linked.filings.first?.filerName == nil)
        guard var bare = Fixture.filing(0).objectValue else { return }
        bare["relationships"] = nil
        #expect(try read(Fixture.page([.object(bare)])).filings.map(\.filer) == [Fixture.lei])
    }

    @Test(arguments: [
        ("00100376-2022-12-31-UKRF-UA-0", "company-xbrl-00100376", "UKRF"),
        ("UA-ED-12-2022-12-31-X-Y-UA-12", "company-xbrl-ua-ed-12", "X-Y"),
        ("529900JG015JC10LED24-2021-12-31-UKSEF-GB-0", "company-lei-529900jg015jc10led24", "UKSEF"),
    ])
    func `identifiers of another kind and forms yet unknown are kept`(
        id: String, stream: String, form: String
    ) throws {
        guard var bare = Fixture.filing(0, [("fxo_id", .string(id))]).objectValue else { return }
        bare["relationships"] = nil
        let reading = try read(Fixture.page([.object(bare)], included: []))
        #expect(reading.findings.map(\.stream.text) == [stream])
        #expect(reading.filings.map(\.form) == [form])
    }

    @Test(
        arguments: [
            ([("fxo_id", nil)], "no fxo_id"),
            ([("date_added", "soon")], "date_added \"soon\" begins with no day"),
            ([("date_added", nil)], "date_added \"\" begins with no day"),
            ([("period_end", "2022-13-31")], "period_end \"2022-13-31\" is no day"),
        ] as [([(String, JSONValue)], String)])
    func `a row that cannot be taken is refused, the others are taken`(
        changes: [(String, JSONValue)], reason: String
    ) throws {
        let reading = try read(
            Fixture.page([Fixture.filing(1), Fixture.filing(0, changes), ["type": "entity"]]))
        #expect(reading.filings.count == 1)
        #expect(reading.refusals.map(\.place.part) == ["data[1]", "data[2]"])
        #expect(reading.refusals.first?.reason.hasSuffix(reason) == true)
    }

    @Test(
        arguments: [
            (
                "?filter%5Bentity.identifier%5D=\(RepositoryFixture.lei)&include=entity", 1, nil,
                true
            ),
            ("?filter[entity.identifier]=\(RepositoryFixture.lei)", 1, nil, true),
            ("?filter[entity.identifier]=\(RepositoryFixture.lei)", 2, "/next", false),
            ("?filter[entity.identifier]=\(RepositoryFixture.lei)&filter[country]=FI", 1, nil, nil),
            ("?filter[country]=FI", 1, nil, nil), ("", 1, nil, nil),
        ] as [(String, Int, String?, Bool?)])
    func `only an answer to a question for one entity is a list of its filings`(
        query: String, total: Int, next: String?, isComplete: Bool?
    ) throws {
        let reading = try read(
            Fixture.page(
                [Fixture.filing(0)], total: total, next: next,
                of: "https://filings.xbrl.org/api/filings" + query))
        #expect(reading.listing?.isComplete == isComplete)
        #expect(
            reading.listing.map(\.name) == isComplete.map { _ in "xbrl-filings \(Fixture.lei)" })
        #expect(reading.notes["total"] == String(total))
        #expect(reading.notes["next"] == next)
    }

    @Test(
        arguments: [
            (
                ["errors": [["status": "400", "title": "Invalid", "detail": "no such"]]],
                "an error: 400, Invalid, no such"
            ),
            (["errors": [], "jsonapi": [:]], "an error: "),
            (["cik": 1], "JSON with the members cik"),
            (["data": [], "meta": [:]], "JSON with the members data, meta"),
        ] as [(JSONValue, String)])
    func `an error and a document of another kind are named as such`(
        document: JSONValue, found: String
    ) {
        #expect {
            try read(document)
        } throws: { error in
            guard case SourceError.wrongKind(_, _, let named) = error else { return false }
            return named == found
        }
    }

    @Test func `every proper beginning of an answer is refused`() {
        let whole = Fixture.document(Fixture.page([Fixture.filing(0)])).bytes
        for length in 0..<whole.count {
            let cut = SourceDocument(name: "page.json", bytes: Array(whole.prefix(length)))
            #expect(throws: SourceError.self) { try XBRLFilings().read(cut) }
        }
    }
}
