import CanonicalJSON
import Filings
import Ingestion
import Testing

struct IngesterTests {
    private typealias Row = SubmissionsFixture.Row
    private let stream = StreamName(stored: "company-cik-1999990001")

    private func record(
        _ documents: [SourceDocument], into log: MemoryLog
    ) async throws -> IngestReport {
        try await Ingester(into: log).ingest(documents, from: EdgarSubmissions())
    }

    @Test func `what is new is appended once, and twice in a row appends nothing`() async throws {
        let log = MemoryLog()
        let document = SubmissionsFixture().document()
        let first = try await record([document], into: log)
        #expect(first.read == 6)
        #expect(first.appended == 6)
        #expect(first.appendedByType["filing.listed"] == 1)
        #expect(first.appendedByType["company.identified"] == 3)
        let second = try await record([document], into: log)
        #expect(second.history.map(\.answer) == ["unchanged"])
        #expect(second.read == 0)
        await log.forgetSources()
        let third = try await record([document], into: log)
        #expect(third.appended == 0)
        #expect(third.known == third.read)
        #expect(await log.appends == 1)
    }

    @Test func `another clock and added columns are no news`() async throws {
        let log = MemoryLog()
        var older = SubmissionsFixture([
            Row(accession: "0001999990-24-000017", accepted: "2024-11-01T21:00:00.000Z"),
            Row(accession: "0001999990-24-000016", accepted: "2024-11-01T06:30:00.000Z"),
        ])
        older.cik = "1999990001"
        var newer = SubmissionsFixture([
            Row(accession: "0001999990-24-000017", accepted: "2024-11-02T01:00:00.000Z"),
            Row(accession: "0001999990-24-000016", accepted: "2024-11-01T10:30:00.000Z"),
        ])
        newer.columns["core_type"] = ["4", "4"]
        _ = try await record([older.document()], into: log)
        let report = try await record(
            [newer.document("CIK1999990001@2024-12-01.json")], into: log)
        #expect(report.appended == 0)
        #expect(report.conflicts == [])
        let instants = await log.all.compactMap(\.publishedAt?.text)
        #expect(instants.sorted().last == "2024-11-02T01:00:00.000000Z")
    }

    @Test func `a known filing with another content is corrected, and the first word stays`()
        async throws
    {
        let log = MemoryLog()
        _ = try await record([SubmissionsFixture().document()], into: log)
        let changed = SubmissionsFixture([
            Row(accession: "0001999990-24-000017", report: "2024-10-31", size: 1001)
        ])
        let later = changed.document("CIK1999990001@2024-12-01.json")
        let report = try await record([later], into: log)
        #expect(report.appendedByType == ["filing.corrected": 1])
        #expect(report.corrected == 1)
        let corrected = try #require(await log.streams[stream]?.last)
        #expect(corrected.id == "edgar:1999990001/0001999990-24-000017/4#2")
        guard case .filingCorrected(let correction) = corrected.event else {
            Issue.record("\(corrected.event)")
            return
        }
        #expect(
            correction.changes == [
                .init(field: "periodOfReport", old: nil, new: "2024-10-31"),
                .init(field: "sizeBytes", old: 1000, new: 1001),
            ])
        #expect(correction.reference.observedOn?.text == "2024-12-01")
        #expect(try await record([later], into: log).corrected == 0)
        await log.forgetSources()
        #expect(try await record([later], into: log).appendedByType == [:])
    }

    @Test func `a row said twice counts once, one that contradicts itself is a conflict`()
        async throws
    {
        let log = MemoryLog()
        let fixture = SubmissionsFixture([
            Row(accession: "0001999990-24-000017", size: 5),
            Row(accession: "0001999990-24-000017"), Row(accession: "0001999990-24-000017"),
            Row(accession: "0001999990-24-000017", form: "4/A"),
        ])
        let report = try await record([fixture.page()], into: log)
        #expect(report.read == 4)
        #expect(report.appended == 2)
        #expect(report.repeated == 1)
        #expect(report.conflicts.map(\.place.part) == ["row 1"])
    }

    @Test func `every row read is accounted for`() async throws {
        let log = MemoryLog()
        let fixture = SubmissionsFixture([
            Row(accession: "0001999990-24-000017"), Row(accession: "bad"),
            Row(accession: "0001999990-24-000018"), Row(accession: "0001999990-24-000018"),
        ])
        _ = try await record([SubmissionsFixture().page()], into: log)
        let report = try await record([fixture.page()], into: log)
        #expect(report.refusals.map(\.place.part) == ["row 2"])
        #expect(
            report.read
                == report.appended + report.known + report.repeated + report.conflicts.count)
        #expect(report.read + report.refusals.count == 4)
    }

    @Test func `a name is news when it changes, and again when it changes back`() async throws {
        let log = MemoryLog()
        func day(_ day: Int, _ name: JSONValue) -> SourceDocument {
            var fixture = SubmissionsFixture()
            fixture.name = name
            return fixture.document("CIK1999990001@2024-11-1\(day).json")
        }
        let days = [day(0, "A"), day(1, "A"), day(2, "B"), day(3, "A"), day(4, "A")]
        let report = try await record(days, into: log)
        #expect(report.appendedByType["company.named"] == 3)
        #expect(try await record(days, into: log).appended == 0)
        #expect(try await record(days.reversed(), into: log).appended == 0)
    }

    @Test func `a description that differs in one member is a new event`() async throws {
        let log = MemoryLog()
        var fixture = SubmissionsFixture()
        _ = try await record([fixture.document()], into: log)
        fixture.website = "https://quarrylane.example"
        let later = fixture.document("CIK1999990001@2024-11-09.json")
        let report = try await record([later], into: log)
        #expect(report.appendedByType == ["company.described": 1])
        #expect(try await record([fixture.document("CIK1999990001.json")], into: log).appended == 0)
    }

    @Test func `files read out of order add only what was not seen on either side`() async throws {
        let log = MemoryLog()
        func day(_ day: Int, _ website: JSONValue) -> SourceDocument {
            var fixture = SubmissionsFixture()
            fixture.website = website
            return fixture.document("CIK1999990001@2024-11-1\(day).json")
        }
        _ = try await record([day(1, "a"), day(5, "b")], into: log)
        #expect(try await record([day(0, "a"), day(3, "a"), day(4, "b")], into: log).appended == 0)
        #expect(try await record([day(2, "c")], into: log).appended == 1)
        #expect(try await record([day(9, "b"), day(9, "b")], into: log).appended == 0)
    }

    @Test func `a ticker that moves to another exchange is a new event`() async throws {
        let log = MemoryLog()
        var fixture = SubmissionsFixture()
        _ = try await record([fixture.document()], into: log)
        fixture.exchanges = ["NYSE"]
        fixture.tickers = ["QLI"]
        let report = try await record(
            [fixture.document("CIK1999990001@2024-11-09.json")], into: log)
        #expect(report.appendedByType == ["company.identified": 1])
    }

    @Test func `when another writer was faster, the decision is taken again`() async throws {
        let log = MemoryLog()
        let document = SubmissionsFixture().document()
        let findings = try EdgarSubmissions().read(document).findings
        await log.letRivalsWin(with: [Array(findings.map(\.event).prefix(4))])
        let report = try await record([document], into: log)
        #expect(report.read == 6)
        #expect(report.appended == 2)
        #expect(report.known == 4)
        #expect(await log.streams[stream]?.count == 6)
    }

    @Test func `a log that fails ends the run`() async throws {
        let log = MemoryLog()
        await log.goDown()
        await #expect(throws: MemoryLog.Failed()) {
            _ = try await record([SubmissionsFixture().document()], into: log)
        }
    }
}
