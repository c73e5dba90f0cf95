import CanonicalJSON
import EventStorage
import Filings
import Ingestion
import Testing

/// A company's list in several documents: its file and the overflow pages.
@Suite struct CompanyListingTests {
    private typealias Row = SubmissionsFixture.Row

    private static func accession(_ number: Int) -> JSONValue {
        .string("0001999990-24-00000\(number)")
    }

    /// The main file with some filings, and its page with the others.
    private static func file(_ recent: [Int], overflow: [Int], on day: String) -> [SourceDocument] {
        var main = SubmissionsFixture(recent.map { Row(accession: accession($0)) })
        main.files = [
            [
                "name": "CIK1999990001-submissions-001.json",
                "filingCount": .integer(Int64(overflow.count)),
                "filingFrom": "2024-11-04", "filingTo": "2024-11-04",
            ]
        ]
        let page = SubmissionsFixture(overflow.map { Row(accession: accession($0)) })
        return [
            main.document("CIK1999990001@\(day).json"),
            page.page("CIK1999990001-submissions-001@\(day).json"),
        ]
    }

    private func ingest(
        _ documents: [SourceDocument], into log: MemoryLog
    ) async throws -> [String: Int] {
        try await Ingester(into: log).ingest(documents, from: EdgarSubmissions()).appendedByType
            .filter { $0.key.hasPrefix("filing.") }
    }

    @Test func `a filing that moves to a page stays, one that is in neither is gone`() async throws
    {
        let log = MemoryLog()
        let first = Self.file([3, 2], overflow: [1], on: "2024-11-05")
        #expect(try await ingest(first, into: log) == ["filing.listed": 3])
        let moved = Self.file([3], overflow: [2, 1], on: "2024-11-06")
        #expect(try await ingest(moved, into: log) == [:])
        let lost = Self.file([3], overflow: [1], on: "2024-11-07")
        #expect(try await ingest(lost, into: log) == ["filing.delisted": 1])
        let back = Self.file([3, 2], overflow: [1], on: "2024-11-08")
        #expect(try await ingest(back, into: log) == ["filing.relisted": 1])
    }

    @Test func `without its page a company's file loses nothing`() async throws {
        let log = MemoryLog()
        _ = try await ingest(Self.file([3, 2], overflow: [1], on: "2024-11-05"), into: log)
        let main = Self.file([3], overflow: [1], on: "2024-11-06")[0]
        #expect(try await ingest([main], into: log) == [:])
    }

    @Test func `an older file adds what it has and takes nothing back`() async throws {
        let log = MemoryLog()
        let newer = SubmissionsFixture([Row(accession: Self.accession(1), size: 1001)])
            .document("CIK1999990001@2024-12-01.json")
        let older = SubmissionsFixture([
            Row(accession: Self.accession(1)), Row(accession: Self.accession(2)),
        ]).document("CIK1999990001@2024-11-01.json")
        _ = try await ingest([newer], into: log)
        #expect(try await ingest([older], into: log) == ["filing.listed": 1])
        #expect(try await ingest([newer], into: log) == [:])
    }

    @Test func `when another writer corrects first, the correction is judged again`() async throws {
        let log = MemoryLog()
        let first = SubmissionsFixture([Row(accession: Self.accession(1))])
            .document("CIK1999990001@2024-11-01.json")
        _ = try await ingest([first], into: log)
        let reference = FilingReference(
            filing: "edgar:1999990001/0001999990-24-000001/4", accession: "0001999990-24-000001",
            form: "4", reader: "edgar-header")
        let change = FilingCorrected.Change(field: "sizeBytes", old: 1000, new: 1002)
        let rival = NewEvent(
            id: "edgar:1999990001/0001999990-24-000001/4#2", source: "rival",
            event: .filingCorrected(FilingCorrected(reference, changes: [change])))
        // The rival is in before the document's own row meets the log a second time.
        await log.letRivalsWin(with: [[], [rival]])
        let changed = SubmissionsFixture([Row(accession: Self.accession(1), size: 1001)])
            .document("CIK1999990001@2024-11-02.json")
        #expect(try await ingest([changed], into: log) == ["filing.corrected": 1])
        let ids = await log.all.filter { $0.event.type == "filing.corrected" }.map(\.id)
        #expect(
            ids == [
                "edgar:1999990001/0001999990-24-000001/4#2",
                "edgar:1999990001/0001999990-24-000001/4#3",
            ])
    }
}
