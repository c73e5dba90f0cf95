import CanonicalJSON
import Filings
import Ingestion
import Testing

/// Real answers of Companies House, against figures counted by another program.
@Suite(.enabled(if: CorpusFolder.isThere))
struct CompaniesHouseCorpusTests {
    private static let folder = "companieshouse"

    private func read(_ name: String) throws -> SourceReading {
        try CompaniesHouse().read(CorpusFolder.document("\(Self.folder)/\(name)"))
    }

    @Test func `a company's history is the one that was counted`() throws {
        let reading = try read("filing_pfb_hire.json")
        let figures = try CorpusFolder.figures()["files"]?["companieshouse/filing_pfb_hire.json"]
        let filings = reading.filings
        #expect(reading.refusals == [])
        #expect(filings.count == 47)
        #expect(Set(filings.map(\.accession)).count == 47)
        #expect(Set(reading.findings.map(\.stream.text)) == ["company-uk-07310390"])
        #expect(filings.compactMap(\.category).tally == figures?["by_category"]?.counts)
        #expect(filings.map(\.form).tally == figures?["by_type"]?.counts)
        let days = filings.map(\.filedOn.text)
        #expect([days.min(), days.max()] == figures?["date_range"]?.texts)
        let counted = [
            ("paper_filed", "paperFiled"), ("with_annotations", "annotations"),
            ("with_associated", "associatedFilings"),
            ("with_resolutions", "resolutions"),
        ]
        for (figure, member) in counted {
            let count = filings.count { $0.details[member] != nil }
            #expect(Int64(count) == figures?[figure]?.integerValue, "\(figure)")
        }
        #expect(filings.allSatisfy { $0.title != nil })
        // All 24 days of action repeat a day of the description.
        #expect(filings.allSatisfy { $0.details["actionDate"] == nil })
        #expect(reading.listing == .init(name: "companies-house 07310390", isComplete: true))
    }

    @Test func `an earlier capture of a page is no change`() throws {
        let earlier = try read("filing_pfb_hire.earlier.json")
        var later: [String: FilingListed] = [:]
        for filing in try read("filing_pfb_hire.json").filings { later[filing.accession] = filing }
        #expect(earlier.filings.count == 22)
        #expect(earlier.listing?.isComplete == false)
        #expect(earlier.furtherParts == [])
        for filing in earlier.filings { #expect(later[filing.accession] == filing) }
    }

    @Test func `the stream's events are filings, a profile, and refusals of other kinds`() throws {
        let reading = try read("stream-filings-companies-charges.ndjson")
        // Six events of five filings: the later state of one is told.
        #expect(reading.filings.count == 5)
        #expect(reading.names.map(\.name) == ["GLENCOYNE ENGINEERING LTD"])
        #expect(reading.notes["timepoint"] == "140062688")
        let kinds = reading.refusals.map { $0.reason.split(separator: "\"")[1] }
        #expect(kinds.map { String($0) }.tally == ["company-charges": 12, "company-exemptions": 1])
        let events = try Self.streamEvents()
        #expect(events.count == 20)
        #expect(Set(events.compactMap { $0["resource_id"]?.stringValue }).count == 18)
        #expect(5 + 1 + reading.names.count + reading.refusals.count == events.count)
    }

    private static func streamEvents() throws -> [JSONValue] {
        let name = "companieshouse/stream-filings-companies-charges.ndjson"
        return try CorpusFolder.document(name).bytes.split(separator: 10).map {
            try JSONValue(parsing: Array($0), numbers: .ecmaScript)
        }
    }

    @Test func `an annotation that is added changes the filing's details and nothing else`() throws
    {
        let states = try Self.streamEvents().filter {
            $0["resource_uri"]?.stringValue?.contains("/12317301/") == true
        }
        let filings = try states.map { event in
            try #require(
                CompaniesHouse().read(
                    SourceDocument(name: "stream.ndjson", bytes: event.canonicalBytes)
                ).filings.first)
        }
        let (first, second) = (try #require(filings.first), try #require(filings.last))
        #expect(filings.count == 2)
        let names = first.comparable.members.map(\.name)
        #expect(names == second.comparable.members.map(\.name))
        #expect(names.filter { first.comparable[$0] != second.comparable[$0] } == ["details"])
        let added = second.details.members.map(\.name).filter { first.details[$0] == nil }
        #expect(added == ["annotations", "paperFiled"])
    }

    @Test(arguments: ["company_candour.json", "company_candour_last_account_type.json"])
    func `a profile gives names with their spans`(name: String) throws {
        let reading = try read(name)
        #expect(reading.refusals == [])
        #expect(
            reading.names.map(\.name) == ["CANDOUR GROUP LIMITED", "LONDON & KENT ESTATES LIMITED"])
        #expect(reading.names.last?.to?.text == "2020-04-20")
        #expect(reading.identifiers.map(\.normalized) == ["08957400"])
    }

    @Test func `the register's own message of a deletion is understood`() throws {
        let reading = try read("official-test-data/expected-resource-deleted.json")
        #expect(reading.refusals == [])
        #expect(reading.delisted.map(\.accession) == ["transactionId"])
        #expect(reading.delisted.map(\.form) == ["TM01"])
    }

    @Test(arguments: [
        "charges_pfb_hire.json", "officers_you_limited.json", "search_result_you.json",
        "insolvency_london_airways.json",
    ])
    func `other answers of the register are of another kind`(name: String) {
        #expect(throws: SourceError.self) { try read(name) }
    }

    @Test func `files in a row bring what is new and correct what changed`() async throws {
        let log = MemoryLog()
        let ingester = Ingester(into: log)
        let names = ["filing_pfb_hire.earlier.json", "filing_pfb_hire.json"]
        let files = names.map { CorpusFolder.file("companieshouse/\($0)") }
        let pages = try await ingester.ingest(files, from: CompaniesHouse())
        #expect(pages.appendedByType == ["filing.listed": 47])
        #expect(pages.read == 69)
        #expect(pages.known == 22)
        let lines = [CorpusFolder.file("companieshouse/stream-filings-companies-charges.ndjson")]
        let stream = try await ingester.ingest(lines, from: CompaniesHouse())
        #expect(stream.appendedByType["filing.listed"] == 5)
        #expect(stream.appendedByType["company.named"] == 1)
        #expect(stream.refusals.count == 13)
        #expect(stream.conflicts == [])
        let again = try await ingester.ingest(files + lines, from: CompaniesHouse())
        #expect(again.appended == 0)
        #expect(again.corrected == 0)
    }

    @Test func `every event's data read back is the same event`() throws {
        for name in ["filing_pfb_hire.json", "company_candour.json"] {
            for finding in try read(name).findings {
                let event = finding.event.event
                #expect(try FilingEvent(type: event.type, data: event.data) == event)
            }
        }
    }
}
