import EventStorage
import Filings
import TestSupport
import Testing

struct ReadingTests {
    /// Positions 1 to 12, in two streams by turns.
    private func fill(_ store: EventStore) async throws {
        for number in 1...12 {
            try await store.append(.sample(number), to: number % 2 == 0 ? .other : .sample)
        }
    }

    private static let slices: [(version: Int64, position: Int64?, expected: [Int64])] = [
        (0, nil, [1, 3, 5, 7, 9, 11]), (2, nil, [5, 7, 9, 11]), (6, nil, []), (99, nil, []),
        (-1, 5, [1, 3, 5]), (0, 6, [1, 3, 5]), (1, 7, [3, 5, 7]), (0, 0, []), (4, 8, []),
        (Int64.max, Int64.max, []), (.min, .max, [1, 3, 5, 7, 9, 11]),
    ]

    @Test func `a stream is read after a version and through a position`() async throws {
        try await withLog { log in
            try await fill(log.store)
            for slice in Self.slices {
                let events = try await log.store.events(
                    in: .sample, after: slice.version, through: slice.position)
                #expect(events.map(\.position) == slice.expected, "\(slice)")
                #expect(events.map(\.version) == slice.expected.map { ($0 + 1) / 2 }, "\(slice)")
            }
        }
    }

    @Test func `a stream that does not exist has no events and version 0`() async throws {
        try await withLog { log in
            #expect(try await log.store.events(in: .sample).isEmpty)
            #expect(try await log.store.version(of: .sample) == 0)
            let head = try await log.store.head()
            #expect(head.position == 0)
            #expect(head.recordedAt == Instant(microsecondsSinceEpoch: 0))
        }
    }

    @Test func `pages give every event once, in order`() async throws {
        try await withLog { log in
            try await fill(log.store)
            for size in [1, 5, 12, 13, 1_000, .max] {
                var positions: [Int64] = []
                while true {
                    let page = try await log.store.events(after: positions.last ?? 0, most: size)
                    if page.isEmpty { break }
                    #expect(page.count <= size)
                    positions += page.map(\.position)
                }
                #expect(positions == Array(1...12))
            }
        }
    }

    @Test func `entries are read as they are stored`() async throws {
        try await withLog { log in
            try await fill(log.store)
            let entries = try await log.store.entryBytes(after: 3, most: 4)
            let events = try entries.map { entry in
                try entry.withUnsafeBytes { bytes throws(EventStoreError) in
                    try RecordedEvent(entry: bytes)
                }
            }
            #expect(try await events == log.store.events(after: 3, most: 4))
        }
    }

    @Test(arguments: [
        "", "{", "[]", "{}", #"{"data":{},"sequence":"x"}"#,
        #"{"data":{},"sequence":"0000000000000001"}"#,
        #"{"data":{},"recordedtime":"yesterday","sequence":"0000000000000001"}"#,
    ])
    func `bytes that are no entry are unreadable`(text: String) {
        let error = #expect(throws: EventStoreError.self) {
            try Array(text.utf8).withUnsafeBytes { try RecordedEvent(entry: $0) }
        }
        guard case .unreadable = error else {
            Issue.record("\(text) gave \(String(describing: error))")
            return
        }
    }

    @Test func `an instant names the last event recorded by then`() async throws {
        try await withLog { log in
            let early = Instant.now
            try await fill(log.store)
            _ = try await log.store.bulkAppend(
                [.init(NewEvent.samples(21...60), to: .other)], by: "tester")
            for event in try await log.events() {
                for (shift, position) in [(-1, -1), (0, 0), (1, 0)] as [(Int64, Int64)] {
                    let instant = Instant(
                        microsecondsSinceEpoch: event.recordedAt.microsecondsSinceEpoch + shift)
                    // A microsecond on, the next event may stand already.
                    let next = try await log.store.event(at: event.position + 1)
                    let expected =
                        shift == 1 && next?.recordedAt == instant
                        ? event.position + 1 : event.position + position
                    let found = try await log.store.position(at: instant)
                    #expect(found == expected)
                }
            }
            let far = Instant(microsecondsSinceEpoch: 253_402_300_799_000_000)
            #expect(try await log.store.position(at: far) == 52)
            #expect(try await log.store.position(at: early) == 0)
            #expect(try await log.store.position(at: Instant(microsecondsSinceEpoch: 0)) == 0)
        }
    }

    @Test func `every instant of an empty log names 0`() async throws {
        try await withLog { log in
            let position = try await log.store.position(at: .now)
            #expect(position == 0)
        }
    }
}
