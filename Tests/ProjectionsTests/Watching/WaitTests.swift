import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

@testable import Projections

@Suite struct WaitTests {
    private func withEvents(
        _ count: Int, _ body: (ReadModelLog, _ head: Int64) async throws -> Void
    ) async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: 9)
            try await log.append(history.events(count))
            try await body(log, Int64(count))
        }
    }

    @Test func `what has been passed is not waited for`() async throws {
        try await withEvents(5) { log, head in
            try await log.models.wait(for: 0, timeout: .zero)
            try await log.project()
            try await log.models.wait(for: head, timeout: .zero)
            // What is stopped beyond the position does not matter.
            try await Stops(log.store).pause("companies", by: "ann", reason: "audit")
            try await log.models.wait(for: head, timeout: .zero)
        }
    }

    @Test func `who is behind at the end of the time is told, by how much`() async throws {
        try await withEvents(5) { log, head in
            let none = Projector.names.sorted().map {
                WaitError.Late(projection: $0, eventsBehind: 5)
            }
            await #expect(throws: WaitError.late(none)) {
                try await log.models.wait(for: head, timeout: .milliseconds(20))
            }
            try await log.project()
            await #expect(
                throws: WaitError.late(
                    none.map { .init(projection: $0.projection, eventsBehind: 2) })
            ) {
                try await log.models.wait(for: head + 2, timeout: .milliseconds(20))
            }
            try await log.query(
                "UPDATE annals_read.checkpoints SET position = 1 WHERE projection = 'runs'")
            await #expect(
                throws: WaitError.late([.init(projection: "runs", eventsBehind: 4)])
            ) {
                try await log.models.wait(for: head, timeout: .zero)
            }
            try await log.models.wait(for: head, of: ["timeline", "filings"], timeout: .zero)
        }
    }

    @Test func `an older table has passed nothing, a newer one what it says`() async throws {
        try await withEvents(5) { log, head in
            try await log.project()
            for (change, late) in [("- 1", 5), ("+ 2", nil)] as [(String, Int64?)] {
                try await log.query(
                    """
                    UPDATE annals_read.checkpoints SET version = version \(raw: change)
                    WHERE projection = 'runs'
                    """)
                let expected = late.map {
                    WaitError.late([.init(projection: "runs", eventsBehind: $0)])
                }
                var thrown: WaitError?
                do throws(WaitError) {
                    try await log.models.wait(for: head, timeout: .zero)
                } catch {
                    thrown = error
                }
                #expect(thrown == expected)
            }
        }
    }

    @Test func `one that stands still below the position is named at once`() async throws {
        try await withEvents(5) { log, head in
            try await log.project()
            try await log.query("UPDATE annals_read.checkpoints SET position = 1")
            try await Stops(log.store).pause("filings", by: "ann", reason: "audit")
            let stop = try #require(try await Stops(log.store).all().first)
            // With an hour's time: it would not end if it waited.
            await #expect(throws: WaitError.stopped(stop)) {
                try await log.models.wait(for: head, timeout: .seconds(3_600))
            }
            #expect(WaitError.stopped(stop).description == "filings is paused by ann: audit.")
            let bad = BadEvent(
                projection: "filings", position: 2, type: "filing.listed", category: .refused,
                reason: "no such day")
            try await log.pool.perform(throwing: EventStoreError.self) {
                connection throws(EventStoreError) in try Stop.note(bad, on: connection)
            }
            let failure = try await #require(throws: WaitError.self) {
                try await log.models.wait(for: head, timeout: .seconds(3_600))
            }
            #expect(failure.description == "filings stopped at position 2: no such day.")
        }
    }

    @Test func `whoever applies it meanwhile ends the waiting`() async throws {
        try await withEvents(5) { log, head in
            let waiting = Task {
                try await log.models.wait(for: head + 1, timeout: .seconds(3_600))
            }
            try await log.project()
            try await log.store.append([.named("Late", .current)], to: .sample, by: "tester")
            try await log.project()
            try await waiting.value
            let checkpoints = try await Projector(log.store).checkpoints()
            #expect(checkpoints.allSatisfy { $0.position == head + 1 })
        }
    }

    @Test func `a cancelled task waits no longer`() async throws {
        try await withEvents(1) { log, head in
            let waiting = Task {
                try await log.models.wait(for: head, timeout: .seconds(3_600))
            }
            waiting.cancel()
            await #expect(throws: WaitError.self) { try await waiting.value }
        }
    }
}
