import EventStorage
import Filings
import TestSupport
import Testing

struct AppendingTests {
    @Test func `events get positions, versions and rising times in the order given`() async throws {
        try await withLog { log in
            let first = try await log.store.append(1...3)
            let second = try await log.store.append(4...5, to: .other)
            let third = try await log.store.append(6...6)
            let places = first + second + third
            #expect(places.map(\.position) == [1, 2, 3, 4, 5, 6])
            #expect(places.map(\.version) == [1, 2, 3, 1, 2, 4])
            #expect(places.map(\.recordedAt) == places.map(\.recordedAt).sorted())
            #expect(!places.map(\.wasKnown).contains(true))
            let stored = try await log.events()
            #expect(stored.map(\.position) == places.map(\.position))
            #expect(stored.map(\.recordedAt) == places.map(\.recordedAt))
        }
    }

    @Test(arguments: [
        (0, ExpectedVersion.exactly(1)), (0, .exactly(.max)), (2, .noStream), (2, .exactly(1)),
        (2, .exactly(3)), (2, .exactly(0)), (2, .exactly(-1)), (2, .exactly(.min)),
        (2, .exactly(2_147_483_646)), (2, .exactly(2_147_483_647)), (2, .exactly(.max)),
    ])
    func `a wrong expectation appends nothing`(
        held: Int, expected: ExpectedVersion
    ) async throws {
        try await withLog { log in
            if held > 0 { try await log.store.append(1...held) }
            let error = await refusal {
                try await log.store.append(11...12, expecting: expected)
            }
            #expect(
                error
                    == .wrongExpectedVersion(
                        stream: .sample, expected: expected, actual: Int64(held)))
            #expect(try await log.store.head().position == Int64(held))
            #expect(try await log.store.version(of: .sample) == Int64(held))
        }
    }

    @Test(arguments: [
        (0, ExpectedVersion.noStream), (0, .exactly(0)), (0, .any), (2, .exactly(2)), (2, .any),
    ])
    func `a right expectation appends`(held: Int, expected: ExpectedVersion) async throws {
        try await withLog { log in
            if held > 0 { try await log.store.append(1...held) }
            let places = try await log.store.append(11...12, expecting: expected)
            #expect(places.map(\.version) == [Int64(held) + 1, Int64(held) + 2])
        }
    }

    @Test func `a request for several streams is appended whole`() async throws {
        try await withLog { log in
            try await log.store.append(1...1, to: .other)
            let request = AppendRequest(
                [
                    .init(NewEvent.samples(2...3), to: .sample, expecting: .noStream),
                    .init(NewEvent.samples(4...4), to: .other, expecting: .exactly(1)),
                ], by: "tester")
            let places = try await log.store.append(request)
            #expect(places.map(\.position) == [2, 3, 4])
            #expect(places.map(\.version) == [1, 2, 2])
        }
    }

    @Test(arguments: [
        (ExpectedVersion.exactly(2), ExpectedVersion.noStream), (.exactly(1), .exactly(1)),
        (.exactly(1), .exactly(2)), (.noStream, .exactly(1)), (.any, .exactly(7)),
    ])
    func `one wrong expectation among several streams appends nothing`(
        first: ExpectedVersion, second: ExpectedVersion
    ) async throws {
        try await withLog { log in
            try await log.store.append(1...1)
            let request = AppendRequest(
                [
                    .init(NewEvent.samples(2...2), to: .sample, expecting: first),
                    .init(NewEvent.samples(3...3), to: .numbered(7), expecting: .any),
                    .init(NewEvent.samples(4...4), to: .other, expecting: second),
                ], by: "tester")
            let error = await refusal {
                try await log.store.append(request)
            }
            let culprit: EventStoreError =
                first == .exactly(1) || first == .any
                ? .wrongExpectedVersion(stream: .other, expected: second, actual: 0)
                : .wrongExpectedVersion(stream: .sample, expected: first, actual: 1)
            #expect(error == culprit)
            #expect(try await log.store.head().position == 1)
            #expect(try await log.store.head().streams == 1)
        }
    }

    @Test func `the same key may stand in two streams`() async throws {
        try await withLog { log in
            try await log.store.append(.sample(1), to: .sample)
            let places = try await log.store.append(.sample(1), to: .other)
            #expect(places.map(\.position) == [2])
            let found = try await log.store.events(withID: "test:1")
            #expect(found.map(\.stream) == [.sample, .other])
        }
    }
}
