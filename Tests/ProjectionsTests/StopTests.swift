import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

@testable import Projections

/// An event that a projection cannot take stops that projection, and no other.
@Suite struct StopTests {
    private static let tally = StreamTally()

    /// Numbers as events of type `test.counted`.
    private static func counted(_ numbers: [Int64]) -> [NewEvent] {
        numbers.map { number in
            NewEvent(
                id: "n\(number)", source: "test:numbers",
                event: .unknown(type: "test.counted", data: ["number": .integer(number)]))
        }
    }

    /// Known types whose data do not fit them, as a newer program may write them.
    private static func misfit(_ id: String) -> NewEvent {
        NewEvent(
            id: id, source: "test:newer",
            event: .unknown(type: "claim.asserted", data: ["shape": "new"]))
    }

    private static func run(
        _ log: ReadModelLog, refusing refused: Set<Int64> = [], batch: Int = 100
    ) async throws -> ProjectionRun {
        try await Projector(
            log.store, projections: [Choosy(refused: refused), tally], batch: batch
        ).run()
    }

    private static func numbers(_ log: ReadModelLog) async throws -> [String] {
        try await log.query("SELECT number FROM annals_read.choosy ORDER BY from_position")
            .map { try $0.decode(0) }
    }

    @Test(arguments: [1, 2, 7, 1_000])
    func `a refused event stops its projection right before it`(batch: Int) async throws {
        try await withReadModelLog { log in
            try await log.store.append(Self.counted([1, 2, 3, 4]), to: .sample, by: "tester")
            let run = try await Self.run(log, refusing: [3], batch: batch)
            #expect(run.head == 4)
            #expect(!run.isComplete)
            let bad = BadEvent(
                projection: "choosy", position: 3, type: "test.counted", category: .refused,
                reason: "number 3 is refused")
            #expect(run.stops.map(\.cause) == [.failed(bad)])
            #expect(try await Self.numbers(log) == ["1", "2"])
            let positions = try await Projector(log.store).checkpoints().map(\.position)
            #expect(positions == [2, 4])
            // It stands: a second run neither moves it nor forgets why.
            #expect(try await Self.run(log) == run)
            #expect(try await Self.numbers(log) == ["1", "2"])
        }
    }

    @Test func `retried by a program that takes it, it goes on`() async throws {
        try await withReadModelLog { log in
            try await log.store.append(Self.counted([1, 2, 3, 4]), to: .sample, by: "tester")
            _ = try await Self.run(log, refusing: [3])
            #expect(try await Stops(log.store).retry("choosy"))
            #expect(try await !Stops(log.store).retry("choosy"))
            #expect(try await Self.run(log).isComplete)
            #expect(try await Self.numbers(log) == ["1", "2", "3", "4"])
        }
    }

    @Test func `skipped with a reason, the decision is an event and holds for ever`() async throws {
        try await withReadModelLog { log in
            try await log.store.append(Self.counted([1, 2, 3, 4]), to: .sample, by: "tester")
            _ = try await Self.run(log, refusing: [3])
            let stops = Stops(log.store)
            #expect(try await stops.skip(2, in: "choosy", reason: "no", by: "eve") == nil)
            #expect(try await stops.skip(3, in: "choosy", reason: "a typo", by: "eve") != nil)
            #expect(try await Self.run(log, refusing: [3]).isComplete)
            #expect(try await Self.numbers(log) == ["1", "2", "4"])
            let event = try #require(try await log.store.event(at: 5))
            #expect(event.recordedBy == "eve")
            guard case .projectionSkipped(let skipped) = event.event else {
                return #expect(event.event.type == ProjectionSkipped.type)
            }
            #expect(skipped.projection == "choosy" && skipped.position == 3)
            #expect(skipped.reason == "a typo" && skipped.error == "number 3 is refused")
            // Computed again, it passes over the same event, whatever it would say now.
            try await log.query("DROP TABLE annals_read.choosy")
            try await log.query("DELETE FROM annals_read.checkpoints")
            #expect(try await Self.run(log).isComplete)
            #expect(try await Self.numbers(log) == ["1", "2", "4"])
        }
    }

    @Test func `what PostgreSQL does not take is found in a large batch`() async throws {
        try await withReadModelLog { log in
            let numbers = (1...60).map { Int64($0) } + [1_000] + (61...99).map { Int64($0) }
            try await log.store.append(Self.counted(numbers), to: .sample, by: "tester")
            let run = try await Self.run(log)
            guard case .failed(let bad)? = run.stops.first?.cause else {
                return #expect(run.stops.count == 1)
            }
            #expect(bad.position == 61 && bad.category == .unstorable)
            #expect(bad.reason.contains("varying(3)"))
            #expect(try await Self.numbers(log).count == 60)
        }
    }

    @Test func `an entry that cannot be read stops those that need its type`() async throws {
        try await withReadModelLog { log in
            try await log.store.append(
                [.named("A"), Self.misfit("m"), .named("B")], to: .sample, by: "tester")
            let run = try await Projector(log.store).run()
            let stopped = run.stops.map(\.projection)
            let needing = ProjectionCatalog.all.filter { $0.needs("claim.asserted") }.map(\.name)
            #expect(stopped == needing.sorted())
            for stop in run.stops {
                guard case .failed(let bad) = stop.cause else { continue }
                #expect(bad.position == 2 && bad.category == .unreadable)
                #expect(bad.type == "claim.asserted" && bad.reason.contains("missing"))
            }
            let positions = try await Projector(log.store).checkpoints()
            for checkpoint in positions {
                let expected: Int64 = needing.contains(checkpoint.projection) ? 1 : 3
                #expect(checkpoint.position == expected, "\(checkpoint.projection)")
            }
            for name in needing {
                _ = try await Stops(log.store).skip(2, in: name, reason: "newer", by: "eve")
            }
            #expect(try await Projector(log.store).run().isComplete)
            let all = try await Reconciliation.all(in: log.store)
            #expect(all.filter { !$0.skips.isEmpty }.map(\.projection).sorted() == needing.sorted())
            for one in all {
                #expect(one.checkpoint == one.head)
                #expect(one.applied == one.needed - Int64(one.skips.count), "\(one.projection)")
            }
        }
    }

    @Test func `paused, it stands still in every process until it is resumed`() async throws {
        try await withReadModelLog { log in
            try await log.store.append(Self.counted([1]), to: .sample, by: "tester")
            _ = try await Self.run(log)
            let stops = Stops(log.store)
            try await stops.pause("choosy", by: "eve", reason: "a look at it")
            try await log.store.append(Self.counted([2]), to: .sample, by: "tester")
            let run = try await Self.run(log)
            #expect(run.stops.map(\.cause) == [.paused(by: "eve", reason: "a look at it")])
            #expect(try await Self.numbers(log) == ["1"])
            #expect(try await stops.resume("choosy"))
            #expect(try await !stops.resume("choosy"))
            #expect(try await Self.run(log).isComplete)
            #expect(try await Self.numbers(log) == ["1", "2"])
        }
    }
}
