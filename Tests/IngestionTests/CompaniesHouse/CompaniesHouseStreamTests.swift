import CanonicalJSON
import Filings
import Ingestion
import Testing

struct CompaniesHouseStreamTests {
    private func read(_ events: JSONValue?...) throws -> SourceReading {
        try CompaniesHouse().read(HistoryFixture.lines(events))
    }

    @Test func `lines become what pages would give, and the last timepoint is noted`() throws {
        let item = HistoryFixture.item("T1")
        let reading = try read(
            HistoryFixture.event("changed", item, timepoint: 7), nil, nil,
            HistoryFixture.event(
                "changed", HistoryFixture.profile, timepoint: 9, kind: "company-profile",
                uri: "company/01999990"))
        #expect(reading.refusals == [])
        #expect(reading.notes == ["timepoint": "9"])
        let paged = try CompaniesHouse().read(HistoryFixture([item]).document())
        #expect(reading.findings.first?.event == paged.findings.first?.event)
        #expect(reading.findings.first?.place.part == "line 1")
        #expect(reading.names.first?.observedOn?.text == "2024-07-01")
        #expect(reading.findings.last?.place.part == "line 4, profile")
        #expect(reading.listing == nil)
    }

    @Test(arguments: ["", "\n", "\n\n \n"])
    func `a stream that only beats says nothing`(text: String) throws {
        let document = SourceDocument(name: "stream-filings.ndjson", bytes: Array(text.utf8))
        #expect(try CompaniesHouse().read(document) == SourceReading())
    }

    @Test func `of several states of a filing the last one is told`() throws {
        let annotated = HistoryFixture.item("T1", [("annotations", [["type": "ANNOTATION"]])])
        let reading = try read(
            HistoryFixture.event("deleted", nil, timepoint: 6),
            HistoryFixture.event("changed", HistoryFixture.item("T1"), timepoint: 7),
            HistoryFixture.event("changed", HistoryFixture.item("T2"), timepoint: 8),
            HistoryFixture.event("changed", annotated, timepoint: 9))
        #expect(reading.filings.map(\.accession) == ["T1", "T2"])
        #expect(reading.filings.first?.details["annotations"] == [["type": "ANNOTATION"]])
        #expect(reading.findings.first?.place.part == "line 4")
        #expect(reading.delisted == [])
        let gone = try read(
            HistoryFixture.event("changed", HistoryFixture.item("T1"), timepoint: 7),
            HistoryFixture.event("deleted", nil, timepoint: 8))
        #expect(gone.filings.map(\.accession) == ["T1"])
        #expect(gone.delisted.map(\.accession) == ["T1"])
    }

    @Test func `a filing published again without a change is the same filing`() throws {
        let (one, other) = (
            try read(HistoryFixture.event("changed", HistoryFixture.item("T1"), timepoint: 7)),
            try read(
                HistoryFixture.event(
                    "changed", HistoryFixture.item("T1", [("links", ["document_metadata": "x"])]),
                    timepoint: 8))
        )
        #expect(one.findings.map(\.event) == other.findings.map(\.event))
    }

    @Test func `a deleted filing is said to be gone`() throws {
        let reading = try read(
            HistoryFixture.event("deleted", HistoryFixture.item("T1"), timepoint: 12))
        #expect(reading.findings == [])
        let gone = try #require(reading.delisted.first)
        #expect(gone.stream.text == "company-uk-01999990")
        #expect(gone.filing == "companies-house:01999990/T1")
        #expect(gone.accession == "T1")
        #expect(gone.form == "AA")
        #expect(gone.listing == "companies-house stream")
        #expect(gone.statement == "timepoint 12")
        #expect(gone.observedOn?.text == "2024-07-01")
        let bare = try read(HistoryFixture.event("deleted", nil, timepoint: 13))
        #expect(bare.delisted.map(\.filing) == ["companies-house:01999990/T1"])
        #expect(bare.delisted.map(\.form) == [nil])
    }

    @Test(
        arguments: [
            (
                HistoryFixture.event("changed", nil, timepoint: 1, kind: "company-charges"),
                "resource_kind \"company-charges\" is none that is read"
            ),
            (
                HistoryFixture.event("changed", HistoryFixture.item("T1"), timepoint: 1, uri: "/x"),
                "resource_uri \"/x\" names no company"
            ),
            (
                HistoryFixture.event("merged", HistoryFixture.item("T1"), timepoint: 1),
                "event \"merged\" of a filing-history is none that is read"
            ),
            (
                HistoryFixture.event("deleted", nil, timepoint: 1, uri: "/company/01999990"),
                "no transaction_id"
            ),
            (
                HistoryFixture.event(
                    "changed", nil, timepoint: 1, kind: "company-profile", uri: "/company/01999990"),
                "no data"
            ),
            (HistoryFixture.event("changed", nil, timepoint: 1), "is no object"),
        ] as [(JSONValue, String)])
    func `a line that cannot be taken is refused at its place`(
        event: JSONValue, reason: String
    ) throws {
        let reading = try read(nil, event)
        #expect(
            reading.refusals.map(\.description) == ["stream-filings.ndjson, line 2: \(reason)"])
        #expect(reading.notes == ["timepoint": "1"])
    }

    @Test func `a line cut short is refused, the others are taken`() throws {
        let whole = HistoryFixture.event("changed", HistoryFixture.item("T1"), timepoint: 7)
        let bytes = whole.canonicalBytes + [10] + whole.canonicalBytes.dropLast(5)
        let reading = try CompaniesHouse().read(
            SourceDocument(name: "stream-filings.ndjson", bytes: bytes))
        #expect(reading.filings.count == 1)
        #expect(reading.refusals.map(\.place.part) == ["line 2"])
    }
}
