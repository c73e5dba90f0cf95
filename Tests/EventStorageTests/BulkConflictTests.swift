import EventStorage
import Filings
import TestSupport
import Testing

/// Keys that a bulk append meets twice: in the log, in an earlier chunk, or in its own.
struct BulkConflictTests {
    /// Five events, of which the third has a key that comes before: as it was, or with other facts.
    private static func numbers(repeating note: String) -> [NewEvent] {
        [.sample(11), .sample(12), .sample(11, note: note), .sample(13), .sample(14)]
    }

    /// Each event alone in a part, so that chunks can be cut anywhere.
    private static func parts(_ events: [NewEvent]) -> [AppendRequest.Part] {
        events.map { .init([$0], to: .sample) }
    }

    @Test(arguments: [1, 2, 3, 5])
    func `a key that comes again with the same facts is known`(chunk: Int) async throws {
        try await withLog(bulkChunkEvents: chunk) { log in
            try await log.store.append(1...2)
            let report = try await log.store.bulkAppend(
                Self.parts(Self.numbers(repeating: "") + [.sample(2)]), by: "tester")
            #expect(report.read == 6)
            #expect(report.appended == 4)
            #expect(report.known == 2)
            #expect(report.conflicts.isEmpty)
            let ids = try await log.events().map(\.id)
            #expect(ids == [1, 2, 11, 12, 13, 14].map { "test:\($0)" })
        }
    }

    @Test(arguments: [1, 2, 3, 5])
    func `a key with other facts is left out and reported at its first position`(
        chunk: Int
    ) async throws {
        try await withLog(bulkChunkEvents: chunk) { log in
            try await log.store.append(1...2)
            let report = try await log.store.bulkAppend(
                Self.parts(Self.numbers(repeating: "other") + [.sample(2, note: "other")]),
                by: "tester")
            #expect(report.appended == 4)
            #expect(report.known == 0)
            let places = report.conflicts.map { "\($0.stream) \($0.id) \($0.position)" }
            #expect(
                places.sorted() == ["company-sample test:11 3", "company-sample test:2 2"])
            #expect(try await log.store.head().position == 6)
        }
    }

    @Test func `facts that the log has are known though the chunk contradicts them`() async throws {
        try await withLog { log in
            try await log.store.append(.sample(1, note: "first"))
            let report = try await log.store.bulkAppend(
                Self.parts([.sample(1, note: "other"), .sample(1, note: "first")]), by: "tester")
            #expect(report.known == 1)
            #expect(report.conflicts.map(\.position) == [1])
        }
    }

    @Test func `an expectation holds for the stream though some events are known`() async throws {
        try await withLog { log in
            try await log.store.append(1...2)
            let part = AppendRequest.Part(
                NewEvent.samples(1...3), to: .sample, expecting: .exactly(2))
            let report = try await log.store.bulkAppend([part], by: "tester")
            #expect(report.known == 2)
            #expect(report.appended == 1)
            let more = AppendRequest.Part(
                NewEvent.samples(1...4), to: .sample, expecting: .exactly(2))
            let error = await refusal { try await log.store.bulkAppend([more], by: "tester") }
            #expect(
                error
                    == .wrongExpectedVersion(stream: .sample, expected: .exactly(2), actual: 3))
        }
    }

    @Test func `two that send the same at once append it once`() async throws {
        try await withLog(connections: 4, bulkChunkEvents: 30) { log in
            let parts = (1...10).map { part in
                AppendRequest.Part(NewEvent.samples(1...20), to: .numbered(part))
            }
            let reports = try await withThrowingTaskGroup(of: BulkReport.self) { group in
                for _ in 0..<3 {
                    group.addTask { try await log.store.bulkAppend(parts, by: "tester") }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(reports.map(\.appended).reduce(0, +) == 200)
            #expect(reports.map(\.known).reduce(0, +) == 400)
            #expect(reports.flatMap(\.conflicts).isEmpty)
        }
    }
}
