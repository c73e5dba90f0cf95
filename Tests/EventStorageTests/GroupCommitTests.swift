import Filings
import Postgres
import TestSupport
import Testing

@testable import EventStorage

struct GroupCommitTests {
    private static func request(
        _ event: NewEvent, to stream: StreamName = .sample,
        expecting expected: ExpectedVersion = .any, if condition: AppendCondition? = nil
    ) throws -> PreparedRequest {
        try PreparedRequest(
            AppendRequest([.init([event], to: stream, expecting: expected)], if: condition, by: "a")
        )
    }

    private func write(_ requests: [PreparedRequest], to log: ScratchLog) async
        -> [EventStoreError?]
    {
        await LogWriter(pool: log.pool, acknowledged: Acknowledged()).write(requests).map {
            answer in
            if case .failure(let error) = answer { error } else { nil }
        }
    }

    @Test func `refused requests stand beside accepted ones in one group`() async throws {
        try await withLog { log in
            try await log.store.append(1...2)
            let condition = AppendCondition(types: ["test.counted"], after: 2)
            let answers = await write(
                [
                    try Self.request(.sample(3), expecting: .noStream),
                    try Self.request(.sample(4), to: .other),
                    try Self.request(.sample(2, note: "other")),
                    try Self.request(.sample(1)),
                    try Self.request(.sample(5), to: .numbered(5), if: condition),
                    try Self.request(.sample(6), to: .numbered(6), expecting: .noStream),
                ], to: log)
            #expect(
                answers == [
                    .wrongExpectedVersion(stream: .sample, expected: .noStream, actual: 2), nil,
                    .conflict(stream: .sample, id: "test:2", position: 2), nil,
                    .conditionMet(position: 3), nil,
                ])
            #expect(try await log.events().map(\.id) == ["test:1", "test:2", "test:4", "test:6"])
        }
    }

    @Test(arguments: [ExpectedVersion.exactly(2), .exactly(3), .any])
    func `of two requests of a group for one stream the later sees the earlier`(
        expected: ExpectedVersion
    ) async throws {
        try await withLog { log in
            try await log.store.append(1...2)
            let answers = await write(
                [
                    try Self.request(.sample(3), expecting: .exactly(2)),
                    try Self.request(.sample(4), expecting: expected),
                ], to: log)
            let second: EventStoreError? =
                expected == .exactly(2)
                ? .wrongExpectedVersion(stream: .sample, expected: expected, actual: 3) : nil
            #expect(answers == [nil, second])
        }
    }

    @Test func `two requests of a group for one new stream make it once`() async throws {
        try await withLog { log in
            let answers = await write(
                [
                    try Self.request(.sample(1), expecting: .noStream),
                    try Self.request(.sample(2), expecting: .noStream),
                    try Self.request(.sample(3), expecting: .exactly(1)),
                    try Self.request(.sample(1), expecting: .noStream),
                    try Self.request(.sample(1, note: "other")),
                ], to: log)
            #expect(
                answers == [
                    nil, .wrongExpectedVersion(stream: .sample, expected: .noStream, actual: 1),
                    nil, nil, .conflict(stream: .sample, id: "test:1", position: 1),
                ])
            #expect(try await log.store.head().position == 2)
        }
    }

    @Test func `a condition sees what came before it in its own group`() async throws {
        try await withLog { log in
            let condition = AppendCondition(tags: ["seat:1"], after: 0)
            let answers = await write(
                [
                    try Self.request(.sample(1, tags: ["seat:1"]), if: condition),
                    try Self.request(.sample(2, tags: ["seat:1"]), if: condition),
                ], to: log)
            #expect(answers == [nil, .conditionMet(position: 1)])
        }
    }

    @Test func `a group in which all are refused leaves the log as it was`() async throws {
        try await withLog { log in
            try await log.store.append(1...2)
            let head = try await log.store.head()
            let answers = await write(
                [
                    try Self.request(.sample(3), expecting: .noStream),
                    try Self.request(.sample(4), expecting: .exactly(9)),
                    try Self.request(.sample(1, note: "other"), expecting: .exactly(2)),
                ], to: log)
            #expect(!answers.contains(nil))
            #expect(try await log.store.head() == head)
        }
    }

    @Test func `a request that the server cannot take does not take its group along`() async throws
    {
        try await withLog { log in
            try await log.query(
                """
                ALTER TABLE annals.events ADD CONSTRAINT poison CHECK (source_key <> 'poison')
                """)
            let answers = await write(
                [
                    try Self.request(.sample(1)), try Self.request(.sample(2, id: "poison")),
                    try Self.request(.sample(3)),
                ], to: log)
            #expect(answers[0] == nil)
            #expect(answers[2] == nil)
            guard case .database(let error) = answers[1] else {
                Issue.record("the poison was taken: \(answers)")
                return
            }
            #expect(error.sqlState == .checkViolation)
            #expect(try await log.store.head().position == 2)
        }
    }

    @Test(arguments: [1, 3])
    func `many tasks append at once, each event once`(connections: Int) async throws {
        try await withLog(connections: connections) { log in
            let places = try await withThrowingTaskGroup(of: [AppendedEvent].self) { group in
                for number in 1...200 {
                    group.addTask {
                        try await log.store.append(
                            .sample(number, tags: number % 3 == 0 ? ["t:\(number)"] : []),
                            to: .numbered(number % 7))
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(places.map(\.position).sorted() == (1...200).map { Int64($0) })
            #expect(Set(try await log.events().map(\.id)).count == 200)
        }
    }

    @Test func `tasks that race for a version have one winner`() async throws {
        try await withLog { log in
            for version in 0..<10 {
                let expected: ExpectedVersion = version == 0 ? .noStream : .exactly(Int64(version))
                let refusals = await withTaskGroup(of: EventStoreError?.self) { group in
                    for number in 1...12 {
                        group.addTask {
                            await refusal {
                                try await log.store.append(
                                    .sample(number, id: "\(version)/\(number)"),
                                    expecting: expected)
                            }
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                #expect(refusals.count { $0 == nil } == 1)
            }
            let version = try await log.store.version(of: .sample)
            #expect(version == 10)
        }
    }

    @Test func `a task that is cancelled while it waits is answered all the same`() async throws {
        try await withLog { log in
            let tasks = (1...20).map { number in
                Task { try await log.store.append(.sample(number)) }
            }
            for task in tasks.dropFirst() { task.cancel() }
            for task in tasks.dropFirst() { _ = await task.result }
            _ = try await tasks[0].value
            try await log.store.append(.sample(99))
        }
    }
}
