import Filings
import Ingestion
import Testing

struct SubmissionsArchiveTests {
    private static let page = "CIK1999990001-submissions-001.json"

    private static func document(_ path: String) -> SourceDocument {
        SourceDocument(name: path, content: .file(path))
    }

    private static func readings(
        of members: [(name: String, bytes: [UInt8])], name: String = "submissions.zip"
    ) throws -> [SourceReading] {
        let zip = try StoredZip(members, name: name)
        var pieces = try EdgarSubmissions().pieces(of: Self.document(zip.path))
        var readings: [SourceReading] = []
        while let reading = try pieces.next() { readings.append(reading) }
        return readings
    }

    private static func main(pages: [String] = [], count: Int = 1) -> [UInt8] {
        var fixture = SubmissionsFixture()
        fixture.files = .array(
            pages.map { ["name": .string($0), "filingCount": .integer(Int64(count))] })
        return fixture.document().bytes
    }

    private static let older = SubmissionsFixture([
        .init(accession: "0001999990-04-000001", filed: "2004-11-04")
    ]).page().bytes

    @Test(arguments: [[0, 1, 2], [1, 0, 2], [2, 1, 0]])
    func `a filer's file comes with its pages, in whatever order they stand`(
        order: [Int]
    ) throws {
        var other = SubmissionsFixture()
        other.cik = "42"
        let members = [
            (Self.page, Self.older), ("CIK1999990001.json", Self.main(pages: [Self.page])),
            ("CIK0000000042.json", other.document().bytes),
        ]
        let readings = try Self.readings(of: order.map { members[$0] })
        #expect(readings.count == 3)
        let whole = try #require(readings.first { $0.notes["cik"] == "1999990001" })
        #expect(
            whole.filings.map(\.accession) == ["0001999990-04-000001", "0001999990-24-000017"])
        #expect(whole.listing?.isComplete == true)
        #expect(whole.coverage == [])
        #expect(whole.furtherParts == [])
        #expect(
            readings.last?.coverage == [
                RunCoverage(unit: "submissions.zip", state: .complete, reason: "3 members")
            ])
        #expect(readings.flatMap(\.refusals) == [])
    }

    @Test func `a missing page and one with another count make the list incomplete`() throws {
        let missing = try Self.readings(
            of: [("CIK1999990001.json", Self.main(pages: [Self.page]))])
        #expect(missing[0].listing?.isComplete == false)
        #expect(missing[0].coverage.map(\.reason) == ["\(Self.page): not in the archive"])
        #expect(missing[0].furtherParts.map(\.name) == [Self.page])
        let recut = try Self.readings(
            of: [
                ("CIK1999990001.json", Self.main(pages: [Self.page], count: 2)),
                (Self.page, Self.older),
            ])
        #expect(recut[0].listing?.isComplete == false)
        #expect(recut[0].filings.count == 2)
    }

    @Test func `a page that no file names is read at the end`() throws {
        let readings = try Self.readings(
            of: [(Self.page, Self.older), ("CIK1999990001.json", Self.main())])
        #expect(readings.map { $0.filings.count } == [1, 1, 0])
        #expect(readings[1].listing?.isComplete == false)
    }

    @Test func `members that cannot be taken are refused, the others are taken`() throws {
        let readings = try Self.readings(
            of: [
                ("placeholder.txt", Array("x".utf8)), ("CIK1999990002.json", Self.main()),
                ("folder/", []), ("CIK1999990001.json", Self.main(pages: [Self.page])),
                (Self.page, Array("{\"accessionNumber\":[".utf8)),
            ])
        #expect(readings.count == 4)
        let refusals = readings.flatMap(\.refusals)
        #expect(refusals.map(\.place.part) == ["placeholder.txt", "CIK1999990002.json", Self.page])
        #expect(refusals.allSatisfy { $0.place.document.hasSuffix("submissions.zip") })
        #expect(readings[2].filings.count == 1)
        #expect(readings[2].listing?.isComplete == false)
        #expect(readings.last?.coverage.map(\.reason) == ["parts refused: 3"])
    }

    @Test func `the archive's day is its members' day`() throws {
        let readings = try Self.readings(
            of: [("CIK1999990001.json", Self.main())],
            name: "submissions@20260305T080000Z.zip")
        #expect(readings[0].names.map(\.observedOn?.text) == ["2026-03-05"])
        #expect(EdgarSubmissions().reads(fileNamed: "submissions@20260305T080000Z.zip"))
        #expect(!EdgarSubmissions().reads(fileNamed: "companyfacts.zip"))
    }

    @Test func `an archive that is missing or cut short is refused, an empty one is read`() throws {
        let zip = try StoredZip([])
        #expect(throws: SourceError.self) {
            try EdgarSubmissions().pieces(of: Self.document(zip.path + ".json.zip"))
        }
        let cut = try StoredZip([("CIK1999990001.json", Self.main())], endsEarlyBy: 1)
        #expect(throws: SourceError.self) {
            try EdgarSubmissions().pieces(of: Self.document(cut.path))
        }
        #expect(try Self.readings(of: []).map(\.coverage.first?.state) == [.complete])
    }

    @Test func `another file is one piece`() throws {
        let zip = try StoredZip([])
        #expect(throws: SourceError.self) {
            try EdgarSubmissions().pieces(of: Self.document(zip.path + ".json"))
        }
        var pieces = try EdgarSubmissions().pieces(of: SubmissionsFixture().document())
        #expect(try pieces.next()?.filings.count == 1)
        #expect(try pieces.next() == nil)
    }
}
