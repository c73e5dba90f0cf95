import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

/// Streams read one after the other, and entries that cannot be read.
struct StreamCursorTests {
    private func read(
        _ log: ScratchLog, _ streams: ClosedRange<Int64>, through position: Int64 = 1_000,
        types: Set<String>? = nil
    ) async throws -> [LogEntry] {
        try await log.pool.perform(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            try connection.transaction(throwing: EventStoreError.self) {
                connection throws(EventStoreError) in
                var cursor = try StreamCursor(
                    streams: streams, through: position, types: types, on: connection)
                var entries: [LogEntry] = []
                while true {
                    let more = try cursor.next(on: connection)
                    if more.isEmpty { break }
                    entries += more
                }
                try cursor.close(on: connection)
                return entries
            }
        }
    }

    /// Three streams whose events alternate: stream n has positions n, n + 3, n + 6 …
    private func withStreams(
        _ rounds: Int = 4, _ body: (ScratchLog) async throws -> Void
    ) async throws {
        try await withLog { log in
            for number in 1...rounds {
                for stream in 1...3 {
                    try await log.store.append([.sample(number)], to: .numbered(stream), by: "t")
                }
            }
            try await body(log)
        }
    }

    private static let spans: [(streams: ClosedRange<Int64>, through: Int64, positions: [Int64])] =
        [
            (1...3, 1_000, [1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12]),
            (2...2, 1_000, [2, 5, 8, 11]), (1...2, 5, [1, 4, 2, 5]), (3...3, 2, []),
            (4...9, 1_000, []), (1...3, 0, []),
        ]

    @Test(arguments: spans)
    func `each stream comes whole and in order, up to the position`(
        span: (streams: ClosedRange<Int64>, through: Int64, positions: [Int64])
    ) async throws {
        try await withStreams { log in
            let entries = try await read(log, span.streams, through: span.through)
            #expect(entries.map(\.position) == span.positions)
            for entry in entries {
                let event = try entry.event.get()
                #expect(event.position == entry.position && event.event.type == entry.type)
            }
        }
    }

    @Test func `pieces of any number make the whole`() async throws {
        try await withStreams(300) { log in
            let entries = try await read(log, 1...3)
            #expect(entries.count == 900 && Set(entries.map(\.position)).count == 900)
        }
    }

    @Test func `only the types that are wanted come`() async throws {
        try await withStreams { log in
            let types = Set(try await read(log, 1...1).map(\.type))
            #expect(try await read(log, 1...1, types: types).count == 4)
            #expect(try await read(log, 1...1, types: ["no.such"]).isEmpty)
            #expect(try await read(log, 1...1, types: []).isEmpty)
        }
    }

    @Test func `an unreadable entry is reported among the others`() async throws {
        try await withScratchDatabase { url in
            let pool = Surroundings.pool(url, size: 1)
            _ = try await Migrator(pool).migrate()
            let store = EventStore(pool)
            try await store.append([.sample(1), .sample(2), .sample(3)], to: .sample, by: "t")
            try await pool.perform { connection throws(DatabaseError) in
                try connection.script(
                    """
                    ALTER TABLE annals.events DISABLE TRIGGER USER;
                    UPDATE annals.events SET entry = '{"data":' WHERE position = 2
                    """)
            }
            let log = ScratchLog(url: url, pool: pool, store: store)
            let entries = try await read(log, 1...1)
            #expect(entries.map(\.position) == [1, 2, 3])
            #expect(throws: LogEntry.Unreadable.self) { try entries[1].event.get() }
            #expect(entries[1].type == entries[0].type)
            let inOrder = try await pool.perform(throwing: EventStoreError.self) {
                connection throws(EventStoreError) in
                try LogBatch(after: 1, through: 3, on: connection)
            }
            #expect(inOrder.unreadable.map(\.position) == [2])
            #expect(inOrder.events.map(\.position) == [3] && inOrder.last == 3)
            await pool.close()
        }
    }
}
