import CanonicalJSON
import EventStorage
import Filings
import Ingestion
import Testing

/// Older copies, values that change back, and names that mean something else.
@Suite struct ReadingAgainTests {
    private typealias Row = SubmissionsFixture.Row

    private static func file(_ sizes: [Int: Int64], on day: String) -> SourceDocument {
        SubmissionsFixture(
            sizes.sorted { $0.key > $1.key }.map { number, size in
                Row(accession: .string("0001999990-24-00000\(number)"), size: .integer(size))
            }
        ).document("CIK1999990001@\(day).json")
    }

    private func ingest(
        _ documents: [SourceDocument], into log: MemoryLog
    ) async throws -> [String: Int] {
        try await Ingester(into: log).ingest(documents, from: EdgarSubmissions()).appendedByType
            .filter { $0.key.hasPrefix("filing.") }
    }

    @Test func `a value that changes back is a second correction`() async throws {
        let log = MemoryLog()
        let days = ["2024-11-05", "2024-11-06", "2024-11-07", "2024-11-08"]
        let sizes: [Int64] = [1000, 1001, 1000, 1000]
        var events: [[String: Int]] = []
        for (day, size) in zip(days, sizes) {
            events.append(try await ingest([Self.file([1: size], on: day)], into: log))
        }
        #expect(
            events == [["filing.listed": 1], ["filing.corrected": 1], ["filing.corrected": 1], [:]])
        let history = try #require(
            FilingHistory(
                try await log.events(aboutFilings: ["edgar:1999990001/0001999990-24-000001/4"])))
        #expect(history.filing.sizeBytes == 1000)
    }

    @Test func `of two copies in one run the older one takes nothing back`() async throws {
        let log = MemoryLog()
        let newer = Self.file([1: 1001, 2: 1000, 3: 1000], on: "2024-12-01")
        let older = Self.file([1: 1000, 2: 1000], on: "2024-11-01")
        #expect(try await ingest([newer, older], into: log) == ["filing.listed": 3])
        #expect(try await ingest([older], into: log) == [:])
    }

    @Test func `an empty answer loses nothing`() async throws {
        let log = MemoryLog()
        _ = try await ingest([Self.file([1: 1000, 2: 1000], on: "2024-11-05")], into: log)
        let empty = SubmissionsFixture([]).document("CIK1999990001@2024-11-06.json")
        #expect(try await ingest([empty], into: log) == [:])
        #expect(
            try await ingest([Self.file([1: 1000], on: "2024-11-07")], into: log) == [
                "filing.delisted": 1
            ])
    }

    @Test func `a quarter under another file name and of an older day loses nothing`() async throws
    {
        let log = MemoryLog()
        func quarter(_ numbers: [Int], _ name: String) -> SourceDocument {
            IndexFixture.quarter(
                numbers.map { number in
                    "1999990001|QUARRY LANE|8-K|2020-01-03|"
                        + "edgar/data/1999990001/0001999990-20-00000\(number).txt"
                }
            ).document(name)
        }
        let ingester = Ingester(into: log)
        _ = try await ingester.ingest(
            [quarter([1, 2, 3], "master.2020QTR1@2020-06-30.idx")], from: EdgarIndex())
        let older = try await ingester.ingest(
            [quarter([1, 2], "old-master.2020QTR1@2020-04-01.idx")], from: EdgarIndex())
        #expect(older.appendedByType == [:])
        let newer = try await ingester.ingest(
            [quarter([1, 3], "other/master.2020QTR1@2020-07-30.idx")], from: EdgarIndex())
        #expect(newer.appendedByType == ["filing.delisted": 1])
    }

    @Test func `a list lost once is found lost though the run that recorded it was cut short`()
        async throws
    {
        let log = MemoryLog()
        let whole = Self.file([1: 1000, 2: 1000], on: "2024-11-05")
        let lost = Self.file([1: 1000], on: "2024-11-06")
        _ = try await ingest([whole], into: log)
        let (checkpoints, listings) = (await log.checkpoints, await log.listings)
        #expect(try await ingest([lost], into: log) == ["filing.delisted": 1])
        // The events are there, what is kept of the source is not.
        await log.recall(checkpoints, listings)
        #expect(try await ingest([lost], into: log) == [:])
        #expect(
            try await ingest([Self.file([1: 1000, 2: 1000], on: "2024-11-07")], into: log)
                == ["filing.relisted": 1])
    }

    @Test func `keys that end like the name of a later event are filings of their own`()
        async throws
    {
        let log = MemoryLog()
        func event(_ id: String, size: Int64, on day: String) throws -> SourceDocument {
            let line: JSONValue = [
                "specversion": "1.0", "id": .string(id), "source": "urn:x", "type": "filing.listed",
                "subject": "company-acme",
                "data": [
                    "register": "acme", "reader": "cloudevents", "filer": "a", "form": "x",
                    "accession": .string(id), "filedOn": "2024-01-01", "sizeBytes": .integer(size),
                ],
            ]
            return SourceDocument(
                name: "events@\(day).jsonl", bytes: Array((line.canonicalText + "\n").utf8))
        }
        let ingester = Ingester(into: log)
        for id in ["acme/12#2", "acme/12#1", "acme/12"] {
            for (size, day) in [(1, "2024-01-01"), (2, "2024-01-02")] {
                let report = try await ingester.ingest(
                    [try event(id, size: Int64(size), on: day)], from: CloudEvents())
                #expect(report.conflicts == [], "\(id)")
                #expect(report.corrected == size - 1, "\(id)")
            }
        }
    }
}
