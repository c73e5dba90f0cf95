import EventStorage
import Filings
import TestSupport
import Testing

struct FindingTests {
    @Test func `events are found by key, by stream and key, and by tag`() async throws {
        try await withLog { log in
            try await log.store.append(.sample(1, tags: ["a:1"]), .sample(2), to: .sample)
            try await log.store.append(.sample(2, tags: ["a:1", "b:2"]), to: .other)
            let store = log.store
            #expect(try await store.events(withID: "test:2").map(\.position) == [2, 3])
            #expect(try await store.events(withID: "test:3").isEmpty)
            #expect(try await store.event(in: .other, withID: "test:2")?.position == 3)
            #expect(try await store.event(in: .other, withID: "test:1") == nil)
            #expect(try await store.event(in: .numbered(9), withID: "test:1") == nil)
            #expect(try await store.events(tagged: "a:1").map(\.position) == [1, 3])
            #expect(try await store.events(tagged: "b:2").map(\.position) == [3])
            #expect(try await store.events(tagged: "b").isEmpty)
        }
    }

    @Test func `claims are found by their own id, of any company`() async throws {
        try await withLog { log in
            let store = log.store
            try await store.append(.sample(1, id: "claim:sample/plan"), to: .sample)
            try await store.append(.sample(2, id: "claim:other/plan"), to: .other)
            try await store.append(.sample(3, id: "claim:other/plan"), to: .sample)
            #expect(try await store.claims(withID: "plan").map(\.position) == [1, 2])
            #expect(try await store.claims(withID: "other/plan").isEmpty)
        }
    }
}
