import Filings
import Ingestion
import Testing

/// What a submissions file says of its own completeness.
struct SubmissionsListingTests {
    private static let page = "CIK1999990001-submissions-001.json"

    @Test func `a file without overflow pages is the whole list`() throws {
        let reading = try EdgarSubmissions().read(SubmissionsFixture().document())
        #expect(
            reading.listing
                == SourceReading.Listing(
                    name: "edgar-submissions CIK1999990001", isComplete: true))
        #expect(
            reading.coverage == [RunCoverage(unit: "CIK1999990001", state: .complete)])
        #expect(reading.filings.map(\.reader) == ["edgar-submissions"])
    }

    @Test func `a file with overflow pages is not, and says how to get them`() throws {
        var fixture = SubmissionsFixture()
        fixture.files = [["name": .string(Self.page), "filingCount": 988]]
        let reading = try EdgarSubmissions().read(fixture.document())
        #expect(reading.listing?.isComplete == false)
        #expect(
            reading.coverage == [
                RunCoverage(
                    unit: "CIK1999990001", state: .partial,
                    reason: "overflow pages unread: CIK1999990001-submissions-001.json (988)",
                    repair: "edgar-submissions --company 1999990001")
            ])
    }

    @Test func `a page has the list's name and is never whole`() throws {
        let reading = try EdgarSubmissions().read(SubmissionsFixture().page())
        #expect(reading.listing?.name == "edgar-submissions CIK1999990001")
        #expect(reading.listing?.isComplete == false)
        #expect(reading.coverage == [])
        #expect(reading.notes["rows"] == "1")
    }

    @Test func `a refused row makes the list incomplete`() throws {
        let fixture = SubmissionsFixture([
            .init(accession: "0001999990-24-000001"), .init(accession: "1"),
        ])
        let reading = try EdgarSubmissions().read(fixture.document())
        #expect(reading.listing?.isComplete == false)
        #expect(reading.coverage.map(\.reason) == ["rows refused: 1"])
    }

    @Test(arguments: [
        "CIK1999990002-submissions-001.json", "../CIK1999990001-submissions-001.json",
        "CIK1999990001-submissions-.json", "CIK1999990001-submissions-001.json?x=1",
        "CIK1999990001.json", "",
    ])
    func `a name that is no page of the filer is refused, since it becomes an address`(
        name: String
    ) throws {
        var fixture = SubmissionsFixture()
        fixture.files = [["name": .string(name)], ["filingCount": 1]]
        let reading = try EdgarSubmissions().read(fixture.document())
        #expect(reading.furtherParts == [])
        #expect(reading.listing?.isComplete == false)
        #expect(reading.refusals.map(\.place.part) == ["filings.files[0]", "filings.files[1]"])
        #expect(reading.coverage.map(\.reason) == ["overflow pages refused: 2"])
    }
}
