import CanonicalJSON
import EventStorage
import Filings
import Synchronization
import TestSupport
import Testing

struct BulkTests {
    private static func parts(_ streams: Int, events: Int) -> [AppendRequest.Part] {
        (1...streams).map { stream in
            .init(
                (1...events).map { number in
                    .sample(number, tags: number % 4 == 0 ? ["n:\(number)", "s:\(stream)"] : [])
                }, to: .numbered(stream))
        }
    }

    @Test(arguments: [1, 7, 20, 20_000])
    func `events go into new and existing streams, chunk by chunk`(chunk: Int) async throws {
        try await withLog(bulkChunkEvents: chunk) { log in
            try await log.store.append(101...103, to: .numbered(2))
            let calls = Mutex(0)
            let report = try await log.store.bulkAppend(Self.parts(4, events: 10), by: "tester") {
                report in
                #expect(report.appended == report.read)
                calls.withLock { $0 += 1 }
            }
            #expect(report.read == 40)
            #expect(report.appended == 40)
            #expect(report.known == 0)
            #expect(report.head == 43)
            #expect(calls.withLock { $0 } == [1: 4, 7: 4, 20: 2, 20_000: 1][chunk])
            #expect(try await log.store.version(of: .numbered(2)) == 13)
            #expect(try await log.store.version(of: .numbered(4)) == 10)
            let met = AppendCondition(types: ["test.counted"], tags: ["s:3", "n:8"], after: 0)
            let error = await refusal { try await log.store.append(.sample(1), if: met) }
            #expect(error == .conditionMet(position: 31))
        }
    }

    @Test func `the log is the same as single appends make`() async throws {
        var logs: [[JSONValue]] = []
        for isBulk in [true, false] {
            let entries = try await withLog { log in
                for parts in [Self.parts(3, events: 8), Self.parts(5, events: 12)] {
                    if isBulk {
                        _ = try await log.store.bulkAppend(parts, by: "tester")
                    } else {
                        for part in parts {
                            try await log.store.append(part.events, to: part.stream, by: "tester")
                        }
                    }
                }
                return try await log.entries().map { entry in
                    var entry = try #require(try JSONValue(parsing: entry).objectValue)
                    entry["recordedtime"] = nil
                    return JSONValue.object(entry)
                }
            }
            logs.append(entries)
        }
        #expect(logs[0] == logs[1])
        #expect(logs[0].count == 60)
    }

    @Test(arguments: [3, 20_000])
    func `sending the same again is a no-op, by whoever and whatever was expected`(
        chunk: Int
    ) async throws {
        try await withLog(bulkChunkEvents: chunk) { log in
            let parts = Self.parts(3, events: 5).map { part in
                AppendRequest.Part(part.events, to: part.stream, expecting: .noStream)
            }
            _ = try await log.store.bulkAppend(parts, by: "tester")
            let head = try await log.store.head()
            for actor in ["tester", "another"] {
                let report = try await log.store.bulkAppend(parts, by: actor)
                #expect(report.read == 15)
                #expect(report.known == 15)
                #expect(report.appended == 0)
                #expect(report.conflicts.isEmpty)
                #expect(report.head == 15)
            }
            #expect(try await log.store.head() == head)
        }
    }

    @Test(arguments: [
        (0, ExpectedVersion.exactly(1)), (2, .noStream), (2, .exactly(1)), (2, .exactly(3)),
        (2, .exactly(.max)),
    ])
    func `a wrong expectation appends nothing of its chunk`(
        held: Int, expected: ExpectedVersion
    ) async throws {
        try await withLog { log in
            if held > 0 { try await log.store.append(1...held) }
            let head = try await log.store.head()
            let parts: [AppendRequest.Part] = [
                .init(NewEvent.samples(1...3), to: .other),
                .init(NewEvent.samples(11...12), to: .sample, expecting: expected),
            ]
            let error = await refusal { try await log.store.bulkAppend(parts, by: "tester") }
            #expect(
                error
                    == .wrongExpectedVersion(
                        stream: .sample, expected: expected, actual: Int64(held)))
            #expect(try await log.store.head() == head)
        }
    }

    @Test func `right expectations append`() async throws {
        try await withLog { log in
            try await log.store.append(1...2)
            let report = try await log.store.bulkAppend(
                [
                    .init(NewEvent.samples(3...4), to: .sample, expecting: .exactly(2)),
                    .init(NewEvent.samples(1...2), to: .other, expecting: .noStream),
                ], by: "tester")
            #expect(report.appended == 4)
        }
    }

    @Test func `what was appended before a failing chunk stays`() async throws {
        try await withLog(bulkChunkEvents: 2) { log in
            let parts: [AppendRequest.Part] = [
                .init(NewEvent.samples(1...2), to: .sample),
                .init(NewEvent.samples(3...4), to: .sample),
                .init(NewEvent.samples(5...6), to: .sample, expecting: .exactly(9)),
                .init(NewEvent.samples(7...8), to: .sample),
            ]
            let error = await refusal { try await log.store.bulkAppend(parts, by: "tester") }
            #expect(
                error
                    == .wrongExpectedVersion(stream: .sample, expected: .exactly(9), actual: 4))
            let refused = AppendRequest.Part([.sample(9, id: "")], to: .sample)
            let atTheDoor = await refusal {
                try await log.store.bulkAppend([parts[3], refused], by: "tester")
            }
            #expect(atTheDoor == .refused(id: "", reason: .emptyID))
            let version = try await log.store.version(of: .sample)
            #expect(version == 6)
        }
    }

    @Test func `nothing, and streams without events, append nothing`() async throws {
        try await withLog { log in
            for parts in [[], [AppendRequest.Part([], to: .sample, expecting: .noStream)]] {
                let report = try await log.store.bulkAppend(parts, by: "tester")
                #expect(report == BulkReport())
            }
            let head = try await log.store.head()
            #expect(head.streams == 0)
        }
    }

    @Test func `bulk and live appends at once stay dense`() async throws {
        try await withLog(connections: 4, bulkChunkEvents: 50) { log in
            try await withThrowingTaskGroup { group in
                for writer in 0..<2 {
                    group.addTask {
                        let parts = (1...10).map { part in
                            AppendRequest.Part(
                                (1...50).map { .sample($0, id: "bulk/\(writer)/\(part)/\($0)") },
                                to: .numbered(part))
                        }
                        let report = try await log.store.bulkAppend(parts, by: "bulk")
                        #expect(report.appended == 500)
                    }
                    group.addTask {
                        for number in 1...40 {
                            try await log.store.append(
                                .sample(number, id: "live/\(writer)/\(number)"),
                                to: .numbered(number % 12))
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await log.store.head().position == 1_080)
        }
    }
}
