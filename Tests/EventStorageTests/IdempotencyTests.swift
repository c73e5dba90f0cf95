import EventStorage
import Filings
import TestSupport
import Testing

struct IdempotencyTests {
    @Test(arguments: [
        ExpectedVersion.any, .noStream, .exactly(1), .exactly(2), .exactly(3), .exactly(99),
    ])
    func `a retry returns the first places, whatever it expects`(
        expected: ExpectedVersion
    ) async throws {
        try await withLog { log in
            let first = try await log.store.append(1...3)
            let again = try await log.store.append(1...3, expecting: expected)
            #expect(again.map(\.position) == first.map(\.position))
            #expect(again.map(\.version) == first.map(\.version))
            #expect(again.map(\.recordedAt) == first.map(\.recordedAt))
            #expect(!again.map(\.wasKnown).contains(false))
            #expect(try await log.store.head().position == 3)
        }
    }

    @Test func `a retry by another actor is known, and the first actor stays`() async throws {
        try await withLog { log in
            try await log.store.append(1...1)
            let again = try await log.store.append(
                NewEvent.samples(1...1), to: .sample, by: "a longer name than the first")
            #expect(again.map(\.wasKnown) == [true])
            #expect(try await log.events().map(\.recordedBy) == ["tester"])
        }
    }

    @Test func `known and new events in one request keep their order`() async throws {
        try await withLog { log in
            try await log.store.append(1...2)
            let places = try await log.store.append(.sample(3), .sample(1), .sample(4), .sample(2))
            #expect(places.map(\.wasKnown) == [false, true, false, true])
            #expect(places.map(\.position) == [3, 1, 4, 2])
            #expect(places.map(\.version) == [3, 1, 4, 2])
        }
    }

    @Test(arguments: [
        ExpectedVersion.noStream, .exactly(1), .exactly(3),
    ])
    func `what is partly new must meet its expectation`(expected: ExpectedVersion) async throws {
        try await withLog { log in
            try await log.store.append(1...2)
            let error = await refusal {
                try await log.store.append(1...3, expecting: expected)
            }
            #expect(
                error == .wrongExpectedVersion(stream: .sample, expected: expected, actual: 2))
            let places = try await log.store.append(1...3, expecting: .exactly(2))
            #expect(places.map(\.wasKnown) == [true, true, false])
        }
    }

    @Test(arguments: [
        NewEvent.sample(2, note: "other"), .sample(3, id: "test:2"), .sample(2, type: "test.other"),
        .sample(2, tags: ["a:1"]),
        NewEvent(id: "test:2", source: "test:elsewhere", event: NewEvent.sample(2).event),
        NewEvent(
            id: "test:2", source: "test:samples", publishedAt: .now, event: NewEvent.sample(2).event
        ),
    ])
    func `a key with other content is a conflict at its position`(event: NewEvent) async throws {
        try await withLog { log in
            try await log.store.append(1...3)
            for expected in [ExpectedVersion.any, .exactly(3), .exactly(1), .noStream] {
                let error = await refusal {
                    try await log.store.append(.sample(9), event, .sample(10), expecting: expected)
                }
                #expect(error == .conflict(stream: .sample, id: "test:2", position: 2))
            }
            #expect(try await log.store.head().position == 3)
        }
    }

    @Test func `keys are told apart by their bytes`() async throws {
        try await withLog { log in
            let keys = ["caf\u{E9}", "cafe\u{301}", "CAFE\u{301}", "cafe"]
            let places = try await log.store.append(
                keys.map { .sample(1, id: $0) }, to: .sample, by: "tester")
            #expect(places.map(\.version) == [1, 2, 3, 4])
            let bulk = try await log.store.bulkAppend(
                [.init(keys.map { .sample(1, id: $0) }, to: .other)], by: "tester")
            #expect(bulk.appended == 4)
        }
    }

    @Test func `what looks like the version in an entry does not confuse the comparison`()
        async throws
    {
        try await withLog { log in
            let events = (1...12).map { NewEvent.sample($0, note: "\"streamversion\":\($0)") }
            try await log.store.append(events, to: .sample, by: "tester")
            let again = try await log.store.append(events.reversed(), to: .sample, by: "another")
            #expect(again.map(\.position) == (1...12).reversed())
            #expect(!again.map(\.wasKnown).contains(false))
        }
    }
}
