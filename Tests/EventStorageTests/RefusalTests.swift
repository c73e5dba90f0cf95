import CanonicalJSON
import EventStorage
import Filings
import TestSupport
import Testing

/// Requests that are refused before anything is sent.
struct RefusalTests {
    private static func event(_ data: JSONObject) -> NewEvent {
        NewEvent(id: "a", source: "test:a", event: .unknown(type: "test.a", data: data))
    }

    private static let refused: [(NewEvent, RefusedEvent)] = [
        (.sample(1, id: ""), .emptyID),
        (NewEvent(id: "a", source: "", event: NewEvent.sample(1).event), .emptySource),
        (.sample(1, id: "a", type: ""), .badText), (.sample(1, id: "a\0b"), .badText),
        (.sample(1, id: "a", type: "test\0.a"), .badText),
        (.sample(1, id: "a", tags: ["b:1", "c\0"]), .badText),
        (.sample(1, id: "a", tags: [""]), .badText),
        (.sample(1, id: String(repeating: "k", count: 1_025)), .badText),
        (.sample(1, id: "a", tags: [String(repeating: "\u{E9}", count: 513)]), .badText),
        (event(["amount": .double(1)]), .badNumber),
        (event(["amount": .integer(9_007_199_254_740_992)]), .badNumber),
        (event(["amount": .integer(-9_007_199_254_740_992)]), .badNumber),
        (event(["amount": .integer(.min)]), .badNumber),
        (event(["list": .array([1, .object(["deep": .array([.double(0.5)])])])]), .badNumber),
    ]

    @Test func `an event that cannot be an entry is refused at the door`() async throws {
        try await withLog { log in
            for (event, reason) in Self.refused {
                let error = await refusal { try await log.store.append(.sample(7), event) }
                #expect(error == .refused(id: event.id, reason: reason))
                let bulkError = await refusal {
                    try await log.store.bulkAppend([.init([event], to: .sample)], by: "tester")
                }
                #expect(bulkError == .refused(id: event.id, reason: reason))
            }
            let head = try await log.store.head()
            #expect(head.position == 0)
        }
    }

    @Test(arguments: [
        "k", String(repeating: "k", count: 1_024), "\u{1}", "a b", "\u{10FFFF}", "'\"\\{},NULL",
    ])
    func `keys and tags of any other text are taken, at the greatest length too`(
        text: String
    ) async throws {
        try await withLog { log in
            try await log.store.append(.sample(1, id: text, tags: [text, text]))
            try await log.store.append(.sample(2), expecting: .exactly(1))
            let condition = AppendCondition(tags: [text], after: 0)
            let error = await refusal {
                try await log.store.append(.sample(3), if: condition)
            }
            #expect(error == .conditionMet(position: 1))
            let bulk = try await log.store.bulkAppend(
                [.init([.sample(1, id: text, tags: [text, text])], to: .other)], by: "tester")
            #expect(bulk.appended == 1)
            #expect(try await log.store.events(withID: text).count == 2)
        }
    }

    @Test func `an entry may have 65,535 bytes and not one more`() async throws {
        try await withLog { log in
            func event(note bytes: Int) -> NewEvent {
                .sample(1, note: String(repeating: "n", count: bytes))
            }
            guard
                case .refused(_, .tooLarge(let bytes)) = await refusal({
                    try await log.store.append(event(note: 70_000))
                })
            else {
                Issue.record("70,000 bytes were not refused")
                return
            }
            let most = 70_000 - (bytes - 65_535)
            let error = await refusal {
                try await log.store.append(event(note: most + 1))
            }
            #expect(error == .refused(id: "test:1", reason: .tooLarge(bytes: 65_536)))
            try await log.store.append(event(note: most))
            // Room is left for a version of ten digits; this one has one.
            #expect(try await log.entries().map(\.count) == [65_526])
        }
    }

    @Test func `a stream or a key that comes twice is refused`() async throws {
        try await withLog { log in
            let key = await refusal {
                try await log.store.append(.sample(1), .sample(2), .sample(1))
            }
            #expect(key == .refused(id: "test:1", reason: .repeated))
            let parts = [1, 2].map {
                AppendRequest.Part([.sample($0)], to: .sample)
            }
            let stream = await refusal {
                try await log.store.append(AppendRequest(parts, by: "tester"))
            }
            #expect(stream == .refused(id: "company-sample", reason: .repeated))
        }
    }

    @Test func `a request or a part without events is refused`() async throws {
        try await withLog { log in
            let part = AppendRequest.Part([], to: .sample, expecting: .exactly(3))
            for parts in [[], [part], [.init([.sample(1)], to: .other), part]] {
                let error = await refusal {
                    try await log.store.append(AppendRequest(parts, by: "tester"))
                }
                let id = parts.isEmpty ? "" : "company-sample"
                #expect(error == .refused(id: id, reason: .noEvents))
            }
        }
    }
}
