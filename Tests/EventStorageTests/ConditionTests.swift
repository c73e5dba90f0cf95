import EventStorage
import Filings
import TestSupport
import Testing

struct ConditionTests {
    /// Positions 1 to 5: two types, two tags, alone and together.
    private func fill(_ store: EventStore) async throws {
        try await store.append(
            .sample(1), .sample(2, type: "test.other"), .sample(3, tags: ["a:1"]),
            .sample(4, type: "test.other", tags: ["a:1", "b:2"]), .sample(5, tags: ["b:2"]))
    }

    private static let met: [(AppendCondition, Int64)] = [
        (AppendCondition(types: ["test.counted"], after: 0), 1),
        (AppendCondition(types: ["test.counted"], after: 1), 3),
        (AppendCondition(types: ["test.other"], after: 2), 4),
        (AppendCondition(types: ["test.none", "test.other"], after: 0), 2),
        (AppendCondition(types: ["test.other", "test.counted"], after: 4), 5),
        (AppendCondition(tags: ["a:1"], after: 0), 3),
        (AppendCondition(tags: ["a:1"], after: 3), 4),
        (AppendCondition(tags: ["b:2"], after: 0), 4),
        (AppendCondition(tags: ["b:2", "a:1"], after: 0), 4),
        (AppendCondition(tags: ["a:1", "a:1"], after: 0), 3),
        (AppendCondition(types: ["test.counted"], tags: ["b:2"], after: 0), 5),
        (AppendCondition(types: ["test.none", "test.other"], tags: ["a:1"], after: 0), 4),
        (AppendCondition(types: ["test.other"], tags: ["a:1", "b:2"], after: -7), 4),
    ]

    @Test func `a condition that is met names the first event and appends nothing`() async throws {
        try await withLog { log in
            try await fill(log.store)
            for (condition, position) in Self.met {
                for expected in [ExpectedVersion.any, .exactly(5)] {
                    let error = await refusal {
                        try await log.store.append(.sample(9), expecting: expected, if: condition)
                    }
                    #expect(error == .conditionMet(position: position), "\(condition)")
                }
            }
            #expect(try await log.store.head().position == 5)
        }
    }

    private static let notMet = [
        AppendCondition(types: ["test.counted"], after: 5),
        AppendCondition(types: ["test.other"], after: 4),
        AppendCondition(types: ["test.none"], after: 0),
        AppendCondition(types: ["test"], after: 0), AppendCondition(tags: ["a"], after: 0),
        AppendCondition(tags: ["a:1"], after: 4), AppendCondition(tags: ["a:1", "c:3"], after: 0),
        AppendCondition(types: ["test.counted"], tags: ["a:1", "b:2"], after: 0),
        AppendCondition(types: ["test.counted"], after: .max), AppendCondition(after: 0),
        AppendCondition(types: ["it's \"quoted\" \\ \u{E9}"], tags: ["{},NULL"], after: 0),
    ]

    @Test func `a condition that is not met appends`() async throws {
        try await withLog { log in
            try await fill(log.store)
            for (index, condition) in Self.notMet.enumerated() {
                let places = try await log.store.append(
                    .sample(10 + index, type: "test.added"), if: condition)
                #expect(places.map(\.position) == [Int64(6 + index)])
            }
        }
    }

    @Test func `a retry is known though its condition is met by now`() async throws {
        try await withLog { log in
            let condition = AppendCondition(types: ["test.counted"], after: 0)
            try await log.store.append(.sample(1), .sample(2), if: condition)
            let again = try await log.store.append(.sample(1), .sample(2), if: condition)
            #expect(again.map(\.position) == [1, 2])
            let error = await refusal {
                try await log.store.append(.sample(1), .sample(3), if: condition)
            }
            #expect(error == .conditionMet(position: 1))
        }
    }

    @Test func `of many tasks with the same condition one appends`() async throws {
        try await withLog { log in
            let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 1...40 {
                    group.addTask {
                        let error = await refusal {
                            try await log.store.append(
                                .sample(number, tags: ["seat:1"]), to: .numbered(number),
                                if: AppendCondition(tags: ["seat:1"], after: 0))
                        }
                        if let error { #expect(error == .conditionMet(position: 1)) }
                        return error == nil
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(winners == 1)
            #expect(try await log.store.head().position == 1)
        }
    }
}
