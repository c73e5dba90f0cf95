import EventStorage
import Filings
import Ingestion
import Testing

/// What leaves a complete list, and what comes back.
@Suite struct VanishingTests {
    private static func row(_ number: Int, form: String = "8-K", on day: String = "20200103")
        -> String
    {
        "1999990001|QUARRY LANE INSTRUMENTS INC|\(form)|\(day)|"
            + "edgar/data/1999990001/0001999990-20-00000\(number).txt"
    }

    private static func quarter(_ numbers: [Int], received: String = "March 31, 2020")
        -> SourceDocument
    {
        var fixture = IndexFixture.quarter(numbers.map { row($0) })
        fixture.lastDataReceived = received
        return fixture.document("master.2020QTR1.idx")
    }

    private func ingest(
        _ documents: [SourceDocument], into log: MemoryLog, strict: Bool = false
    ) async throws -> IngestReport {
        var options = Ingester<MemoryLog>.Options()
        options.isStrict = strict
        return try await Ingester(into: log, options: options)
            .ingest(documents, from: EdgarIndex())
    }

    private func types(_ log: MemoryLog) async -> [String] {
        await log.all.sorted { $0.position < $1.position }.map(\.event.type)
    }

    @Test func `what a complete quarter lost is no longer listed, once; and back when it is back`()
        async throws
    {
        let log = MemoryLog()
        _ = try await ingest([Self.quarter([1, 2, 3])], into: log)
        let lost = try await ingest([Self.quarter([1, 3])], into: log)
        #expect(lost.delisted == 1)
        #expect(lost.known == 2)
        #expect(lost.appendedByType == ["filing.delisted": 1])
        // The same again, in other bytes.
        #expect(try await ingest([Self.quarter([3, 1])], into: log).appendedByType == [:])
        let back = try await ingest([Self.quarter([1, 2, 3])], into: log)
        #expect(back.appendedByType == ["filing.relisted": 1])
        #expect(try await ingest([Self.quarter([2, 1, 3])], into: log).appendedByType == [:])
        let last = try #require(await log.all.max { $0.position < $1.position })
        #expect(last.id == "edgar:1999990001/0001999990-20-000002/8-K#3")
        guard case .filingRelisted(let relisted) = last.event else {
            Issue.record("\(last.event)")
            return
        }
        #expect(relisted.listing == "edgar-index 2020-Q1")
    }

    @Test(arguments: [
        ("an open quarter", quarter([1], received: "March 20, 2020")),
        (
            "a refused row",
            IndexFixture.quarter([row(1), "1999990001|X|8-K|2020-01-03|nowhere"])
                .document("master.2020QTR1.idx")
        ),
        ("no row at all", quarter([])),
        (
            "another quarter",
            IndexFixture.quarter([row(1, on: "20200403").replacing("0403", with: "-04-03")])
                .document("master.2020QTR2.idx")
        ),
    ])
    func `a list that may lack something loses nothing`(what: String, later: SourceDocument)
        async throws
    {
        let log = MemoryLog()
        _ = try await ingest([Self.quarter([1, 2])], into: log)
        let report = try await ingest([later], into: log)
        #expect(report.delisted == 0, "\(what)")
        #expect(await types(log).contains("filing.delisted") == false)
    }

    @Test func `a day's rows that its quarter never had were withdrawn`() async throws {
        let log = MemoryLog()
        let day = IndexFixture([
            Self.row(1), Self.row(2), Self.row(3, on: "20191230"), Self.row(1),
        ]).document("master.20200103.idx")
        let first = try await ingest([day], into: log)
        #expect((first.appended, first.repeated) == (3, 1))
        let quarter = try await ingest([Self.quarter([1])], into: log)
        // Number 3 was filed in another quarter.
        #expect(quarter.appendedByType == ["filing.delisted": 1])
        // The day read again does not list it again: the quarter knows better.
        let again = IndexFixture([Self.row(2), Self.row(1), Self.row(3, on: "20191230")])
            .document("master.20200103.idx")
        #expect(try await ingest([again], into: log).appendedByType == [:])
    }

    @Test func `without what is kept of the lists nothing vanishes and nothing is said twice`()
        async throws
    {
        let log = MemoryLog()
        _ = try await ingest([Self.quarter([1, 2])], into: log)
        await log.forgetSources()
        let report = try await ingest([Self.quarter([1])], into: log)
        #expect(report.appendedByType == [:])
        #expect(report.known == 1)
    }

    @Test func `a row whose form was corrected is a new one, and the old one is gone`()
        async throws
    {
        let log = MemoryLog()
        _ = try await ingest([Self.quarter([1])], into: log)
        let corrected = IndexFixture.quarter([Self.row(1, form: "8-K/A")])
            .document("master.2020QTR1.idx")
        let report = try await ingest([corrected], into: log)
        #expect(report.appendedByType == ["filing.listed": 1, "filing.delisted": 1])
    }

    @Test func `a corrected date is a correction with old and new`() async throws {
        let log = MemoryLog()
        _ = try await ingest([Self.quarter([1, 2])], into: log)
        let corrected = IndexFixture.quarter([
            Self.row(1), Self.row(2, on: "20200106").replacing("20200106", with: "2020-01-06"),
        ]).document("master.2020QTR1.idx")
        let report = try await ingest([corrected], into: log)
        #expect(report.appendedByType == ["filing.corrected": 1])
        #expect(report.known == 1)
        let event = try #require(await log.all.max { $0.position < $1.position })
        guard case .filingCorrected(let correction) = event.event else {
            Issue.record("\(event.event)")
            return
        }
        #expect(
            correction.changes == [.init(field: "filedOn", old: "2020-01-03", new: "2020-01-06")])
    }

    @Test func `strictly read, a document with a bad row is refused whole`() async throws {
        let log = MemoryLog()
        let flawed = IndexFixture.quarter([Self.row(1), "1|X|8-K|2020-01-03|nowhere"])
            .document("master.2020QTR1.idx")
        let strict = try await ingest([flawed], into: log, strict: true)
        #expect(strict.appended == 0)
        #expect(strict.failures.count == 1)
        #expect(strict.history.map(\.answer) == ["broken"])
        #expect(await log.all.isEmpty)
        let lenient = try await ingest([flawed], into: log)
        #expect((lenient.appended, lenient.refusals.count) == (1, 1))
        // It is not taken for read: the next run tells of it again.
        #expect(try await ingest([flawed], into: log).refusals.count == 1)
    }
}
