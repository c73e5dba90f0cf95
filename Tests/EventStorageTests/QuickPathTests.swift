import Filings
import Postgres
import TestSupport
import Testing

@testable import EventStorage

/// The statement `append_at` beside the function `append_events`.
struct QuickPathTests {
    /// The path that a request takes is its own choice; this one is made to take one.
    private enum Path: CaseIterable, Sendable {
        case quick, thorough
    }

    private static func prepared(
        _ parts: [(ClosedRange<Int>, StreamName, Int64)]
    ) throws -> PreparedRequest {
        try PreparedRequest(
            AppendRequest(
                parts.map { numbers, stream, version in
                    .init(NewEvent.samples(numbers), to: stream, expecting: .exactly(version))
                }, by: "tester"))
    }

    /// `nil` when the quick path found that it cannot know.
    private func send(
        _ requests: [PreparedRequest], by path: Path, to log: ScratchLog
    ) async throws -> [Appender.Answer]? {
        try await log.pool.perform { connection throws(DatabaseError) in
            switch path {
            case .quick: try QuickAppend(requests)?.send(on: connection)
            case .thorough: try ThoroughAppend(requests).send(on: connection)
            }
        }
    }

    @Test func `both paths give the same places and the same bytes`() async throws {
        var logs: [[String]] = []
        for path in Path.allCases {
            let lines = try await withLog { log in
                try await log.store.append(1...2)
                try await log.store.append(3...3, to: .other)
                let requests = [
                    try Self.prepared([(4...6, .sample, 2), (7...7, .other, 1)])
                ]
                let more = [
                    try Self.prepared([(8...8, .sample, 5)]),
                    try Self.prepared([(9...10, .other, 2)]),
                ]
                var lines: [String] = []
                for group in [requests, more] {
                    let answers = try #require(try await send(group, by: path, to: log))
                    for place in try answers.flatMap({ try $0.get() }) {
                        lines.append("\(place.position) \(place.version) \(place.wasKnown)")
                        let event = try #require(try await log.store.event(at: place.position))
                        #expect(event.recordedAt == place.recordedAt)
                    }
                }
                for event in try await log.events() {
                    lines.append("\(event.position) \(event.stream) \(event.version) \(event.id)")
                }
                return lines
            }
            logs.append(lines)
        }
        #expect(logs[0] == logs[1])
        #expect(logs[0].count == 17)
    }

    @Test func `an unknown stream or version is no business of the quick path`() async throws {
        try await withLog { log in
            try await log.store.append(1...2)
            let head = try await log.store.head()
            let unknown = try Self.prepared([(3...3, .other, 1)])
            let beyond = try Self.prepared([(3...3, .sample, 3)])
            let partly = try Self.prepared([(3...4, .sample, 2), (5...5, .other, 1)])
            for request in [unknown, beyond, partly] {
                let answers = try await send([request], by: .quick, to: log)
                #expect(answers == nil)
            }
            #expect(try await log.store.head() == head)
        }
    }

    @Test func `a version or a key that is taken is a unique violation`() async throws {
        try await withLog { log in
            try await log.store.append(1...2)
            let head = try await log.store.head()
            let version = try Self.prepared([(3...3, .sample, 1)])
            let key = try Self.prepared([(2...2, .sample, 2)])
            for request in [version, key] {
                let error = await #expect(throws: DatabaseError.self) {
                    try await send([request], by: .quick, to: log)
                }
                #expect(error?.sqlState == .uniqueViolation)
            }
            #expect(try await log.store.head() == head)
        }
    }

    @Test func `only requests whose places are all known take the quick path`() throws {
        func isQuick(_ requests: AppendRequest...) throws -> Bool {
            QuickAppend(try requests.map { try PreparedRequest($0) }) != nil
        }
        func request(
            _ event: NewEvent = .sample(1), to stream: StreamName = .sample,
            expecting expected: ExpectedVersion, if condition: AppendCondition? = nil
        ) -> AppendRequest {
            AppendRequest([.init([event], to: stream, expecting: expected)], if: condition, by: "a")
        }
        #expect(try isQuick(request(expecting: .exactly(1))))
        #expect(
            try isQuick(
                request(expecting: .exactly(1)), request(to: .other, expecting: .exactly(1))))
        #expect(try !isQuick(request(expecting: .exactly(1)), request(expecting: .exactly(2))))
        #expect(try !isQuick(request(expecting: .any)))
        #expect(try !isQuick(request(expecting: .noStream)))
        #expect(try !isQuick(request(expecting: .exactly(0))))
        #expect(try !isQuick(request(.sample(1, tags: ["a:1"]), expecting: .exactly(1))))
        #expect(try !isQuick(request(expecting: .exactly(1), if: AppendCondition(after: 0))))
        #expect(try !isQuick(request(expecting: .exactly(1)), request(to: .other, expecting: .any)))
    }

    @Test func `writers on both paths at once stay dense`() async throws {
        try await withLog(connections: 4) { log in
            try await withThrowingTaskGroup { group in
                for writer in 1...4 {
                    group.addTask {
                        // A store of its own each: no group commit between them.
                        let store = EventStore(log.pool)
                        for number in 0..<25 {
                            let expected: ExpectedVersion =
                                writer % 2 == 0 || number == 0 ? .any : .exactly(Int64(number))
                            try await store.append(
                                .sample(number), to: .numbered(writer), expecting: expected)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await log.store.head().position == 100)
        }
    }
}
