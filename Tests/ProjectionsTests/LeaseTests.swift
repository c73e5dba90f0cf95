import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

@testable import Projections

/// Several projectors share the projections; nobody applies what another one has.
@Suite struct LeaseTests {
    private static let tallies = (1...5).map { StreamTally("tally_\($0)") }

    private static func follower(
        _ log: ReadModelLog, lease: Duration = .milliseconds(400)
    ) -> Task<Void, Never> {
        let projector = Projector(log.store, projections: tallies, lease: lease)
        return Task { await projector.follow(listeningAt: log.url) }
    }

    /// The projections of each projector that lives.
    private static func shares(_ log: ReadModelLog) async throws -> [String: Int64] {
        var shares: [String: Int64] = [:]
        let rows = try await log.query(
            """
            SELECT p.projector, count(l.projection) FROM annals_read.projectors p
            LEFT JOIN annals_read.leases l USING (projector)
            WHERE p.expires_at > clock_timestamp() GROUP BY 1
            """)
        for row in rows { shares[try row.decode(0)] = try row.decode(1) }
        return shares
    }

    private static func wait(
        _ condition: () async throws -> Bool
    ) async throws {
        for _ in 0..<3_000 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("it never came to be")
    }

    /// Each stream's count in each projection is the number of its events.
    private static func checkTallies(_ log: ReadModelLog, streams: Int, each: Int64) async throws {
        for tally in tallies {
            let rows = try await log.query(
                """
                SELECT events FROM annals_read.\(identifier: tally.name)
                WHERE to_position IS NULL
                """)
            let counts: [Int64] = try rows.map { try $0.decode(0) }
            #expect(counts == Array(repeating: each, count: streams), "\(tally.name)")
        }
    }

    private static func append(_ log: ReadModelLog, _ count: Int) async throws {
        let head = try await log.store.head().position
        for number in 1...count {
            let event = NewEvent(
                id: "t\(head)/\(number)", source: "test:tally",
                event: .unknown(type: "test.counted", data: ["number": .integer(Int64(number))]))
            try await log.store.append([event], to: .sample, by: "tester")
        }
    }

    @Test func `followers share the projections evenly and give them back`() async throws {
        try await withReadModelLog { log in
            let first = Self.follower(log)
            try await Self.wait { try await Self.shares(log).values.sorted() == [5] }
            let second = Self.follower(log)
            try await Self.wait { try await Self.shares(log).values.sorted() == [2, 3] }
            try await Self.append(log, 40)
            second.cancel()
            await second.value
            try await Self.wait { try await Self.shares(log).values.sorted() == [5] }
            try await Self.append(log, 40)
            try await Self.wait {
                try await Projector(log.store).checkpoints().allSatisfy { $0.position == 80 }
            }
            first.cancel()
            await first.value
            #expect(try await Self.shares(log).isEmpty)
            try await Self.checkTallies(log, streams: 1, each: 80)
        }
    }

    @Test func `the leases of a dead projector go to the others under a higher epoch`()
        async throws
    {
        try await withReadModelLog { log in
            let projector = Projector(log.store, projections: Self.tallies)
            try await Self.append(log, 3)
            try await projector.run()
            let before = try await projector.checkpoints().map(\.epoch)
            // It lives on another host, and beats no more in a moment.
            try await log.query(
                """
                INSERT INTO annals_read.projectors
                SELECT 'gone', 'elsewhere', 1, t, t, t + interval '300 ms', true
                FROM clock_timestamp() t
                """)
            try await log.query("UPDATE annals_read.leases SET projector = 'gone'")
            try await Self.append(log, 3)
            try await projector.run()
            #expect(try await projector.checkpoints().allSatisfy { $0.position == 6 })
            for (old, new) in zip(before, try await projector.checkpoints().map(\.epoch)) {
                #expect(new > old)
            }
            try await Self.checkTallies(log, streams: 1, each: 6)
            let left = try await log.query("SELECT FROM annals_read.projectors")
            #expect(left.isEmpty)
        }
    }

    @Test func `what comes under an old epoch is not written`() async throws {
        try await withReadModelLog { log in
            let projection = Self.tallies[0]
            let projector = Projector(log.store, projections: [projection])
            try await Self.append(log, 2)
            try await projector.run()
            let checkpoint = try #require(try await projector.checkpoints().first)
            try await Self.append(log, 2)
            let batch = try await log.store.batch(after: 2, most: 10)
            let share = projection.share(of: batch, after: 2, skips: Skips())
            for (epoch, before) in [(checkpoint.epoch - 1, Int64(2)), (checkpoint.epoch, 1)] {
                let failure = await #expect(throws: ApplyFailure.self) {
                    try await log.pool.perform(throwing: ApplyFailure.self) {
                        connection throws(ApplyFailure) in
                        _ = try projection.apply(
                            share, from: before, under: epoch, in: .live, on: connection)
                    }
                }
                guard case .fenced = failure else {
                    Issue.record("\(String(describing: failure))")
                    continue
                }
            }
            try await projector.run()
            #expect(try await projector.checkpoints().map(\.position) == [4])
        }
    }

    @Test func `a transaction that somebody left open does not hold a takeover up`() async throws {
        try await withReadModelLog { log in
            let projector = Projector(log.store, projections: [Self.tallies[0]])
            try await Self.append(log, 2)
            try await projector.run()
            let frozen = try await Connection(log.url)
            _ = try await frozen.query("BEGIN")
            _ = try await frozen.query(
                "UPDATE annals_read.checkpoints SET position = 99 RETURNING projection")
            try await Self.append(log, 2)
            try await projector.run()
            #expect(try await projector.checkpoints().map(\.position) == [4])
            await #expect(throws: DatabaseError.self) { try await frozen.query("COMMIT") }
            await frozen.close()
        }
    }

    @Test func `a version older than the live one leaves it alone`() async throws {
        try await withReadModelLog { log in
            try await Self.append(log, 2)
            try await Projector(log.store, projections: [StreamTally(version: 2)]).run()
            try await Self.append(log, 2)
            let run = try await Projector(log.store, projections: [StreamTally(version: 1)]).run()
            #expect(run.newer == ["tally"])
            #expect(!run.isComplete)
            let checkpoints = try await Projector(log.store).checkpoints()
            #expect(checkpoints.map(\.version) == [2] && checkpoints.map(\.position) == [2])
        }
    }

    @Test func `a raised version takes over from a follower of the old one`() async throws {
        try await withReadModelLog { log in
            try await Self.append(log, 5)
            let old = Projector(
                log.store, projections: [StreamTally(version: 1)], lease: .milliseconds(400))
            let following = Task { await old.follow(listeningAt: log.url) }
            try await Self.wait {
                try await old.checkpoints().map(\.position) == [5]
            }
            let run = try await Projector(log.store, projections: [StreamTally(version: 2)]).run()
            #expect(run.isComplete)
            try await Self.append(log, 5)
            try await Projector(log.store, projections: [StreamTally(version: 2)]).run()
            let checkpoints = try await old.checkpoints()
            #expect(checkpoints.map(\.version) == [2] && checkpoints.map(\.position) == [10])
            following.cancel()
            await following.value
        }
    }
}
