import EventStorage
import Filings
import TestSupport
import Testing

struct ReplayTests {
    private struct Enough: Error {}

    private func replayed(
        _ log: ScratchLog, after: Int64 = 0, through: Int64? = nil
    ) async throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        try await log.store.replay(after: after, through: through) { events += $0 }
        return events
    }

    private static let spans: [(after: Int64, through: Int64?)] = [
        (0, nil), (0, 7), (3, nil), (3, 7), (7, 3), (10, nil), (99, nil), (0, 99), (-5, 5),
    ]

    @Test func `a replay gives what pages give`() async throws {
        try await withLog { log in
            try await log.store.append(1...4)
            try await log.store.append(5...10, to: .other)
            for (after, through) in Self.spans {
                let paged = try await log.store.events(after: max(after, 0), most: 1_000)
                let expected = paged.filter { $0.position <= through ?? .max }
                #expect(try await replayed(log, after: after, through: through) == expected)
            }
        }
    }

    @Test func `an empty log replays to nothing`() async throws {
        let events = try await withLog { log in try await replayed(log) }
        #expect(events.isEmpty)
    }

    @Test func `a log of many batches is replayed whole, also to a slow reader`() async throws {
        try await withLog { log in
            let note = String(repeating: "n", count: 30_000)
            let events = (1...300).map { NewEvent.sample($0, note: note) }
            _ = try await log.store.bulkAppend([.init(events, to: .sample)], by: "tester")
            var positions: [Int64] = []
            var batches = 0
            try await log.store.replay { batch in
                batches += 1
                positions += batch.map(\.position)
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(positions == Array(1...300))
            #expect(batches > 4)
        }
    }

    @Test func `a reader that stops leaves the store usable`() async throws {
        try await withLog(connections: 1) { log in
            let note = String(repeating: "n", count: 30_000)
            let events = (1...300).map { NewEvent.sample($0, note: note) }
            _ = try await log.store.bulkAppend([.init(events, to: .sample)], by: "tester")
            await #expect(throws: Enough.self) {
                try await log.store.replay { _ in throw Enough() }
            }
            #expect(try await log.store.version(of: .sample) == 300)
            let rest = try await replayed(log, after: 290)
            #expect(rest.count == 10)
        }
    }

    @Test func `what is appended during a replay is not in it`() async throws {
        try await withLog { log in
            try await log.store.append(1...3)
            var positions: [Int64] = []
            try await log.store.replay { batch in
                positions += batch.map(\.position)
                try await log.store.append(4...5)
            }
            #expect(positions == [1, 2, 3])
        }
    }
}
