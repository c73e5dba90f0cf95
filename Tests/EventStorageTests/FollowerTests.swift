import EventStorage
import Filings
import Postgres
import Synchronization
import TestSupport
import Testing

struct FollowerTests {
    /// Follows until so many events have come; their positions in the order of coming.
    private func follow(
        _ follower: LogFollower, after position: Int64 = 0, until count: Int
    ) -> Task<[Int64], any Error> {
        Task {
            var positions: [Int64] = []
            try await follower.follow(after: position) { events in
                positions += events.map(\.position)
                return positions.count < count
            }
            return positions
        }
    }

    @Test(arguments: [1, 3, 1_000])
    func `what is there comes at once, in batches`(batch: Int) async throws {
        try await withLog { log in
            try await log.store.append(1...7)
            let follower = LogFollower(
                log.store, listeningAt: nil, interval: .seconds(60), batch: batch)
            #expect(try await follow(follower, after: 2, until: 5).value == [3, 4, 5, 6, 7])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a notification wakes the follower long before the poll would`() async throws {
        try await withLog { log in
            let follower = LogFollower(
                log.store, listeningAt: log.url, interval: .seconds(3600))
            let task = follow(follower, until: 6)
            for number in 1...6 {
                try await log.store.append(.sample(number))
                try await log.store.announce()
                try await Task.sleep(for: .milliseconds(30))
            }
            #expect(try await task.value == [1, 2, 3, 4, 5, 6])
        }
    }

    @Test(arguments: [true, false])
    func `a lost notification costs one interval and no event`(listens: Bool) async throws {
        try await withLog { log in
            let follower = LogFollower(
                log.store, listeningAt: listens ? log.url : nil, interval: .milliseconds(50))
            let task = follow(follower, until: 4)
            for number in 1...4 {
                try await log.store.append(.sample(number))
                try await Task.sleep(for: .milliseconds(40))
            }
            #expect(try await task.value == [1, 2, 3, 4])
        }
    }

    @Test func `a follower whose listening session ends listens again`() async throws {
        try await withLog { log in
            let follower = LogFollower(
                log.store, listeningAt: log.url, interval: .milliseconds(50))
            let task = follow(follower, until: 9)
            for number in 1...9 {
                try await log.store.append(.sample(number))
                try await log.store.announce()
                try await Task.sleep(for: .milliseconds(60))
                try await log.query(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND query LIKE 'LISTEN%'
                    """)
            }
            #expect(try await task.value == Array(1...9))
        }
    }

    @Test func `a cancelled follower ends`() async throws {
        try await withLog { log in
            for url in [log.url, nil] {
                let follower = LogFollower(log.store, listeningAt: url, interval: .seconds(300))
                let task = follow(follower, until: 1)
                try await Task.sleep(for: .milliseconds(50))
                task.cancel()
                _ = await task.result
            }
        }
    }

    @Test func `what the body throws ends the follower`() async throws {
        struct Enough: Error {}
        try await withLog { log in
            try await log.store.append(1...1)
            let follower = LogFollower(log.store, listeningAt: nil)
            await #expect(throws: Enough.self) {
                try await follower.follow(after: 0) { _ in throw Enough() }
            }
        }
    }

    @Test func `a follower beside eight writers sees every event once and in order`()
        async throws
    {
        try await withLog(connections: 9) { log in
            let follower = LogFollower(
                log.store, listeningAt: nil, interval: .milliseconds(1), batch: 7)
            let task = follow(follower, until: 400)
            try await withThrowingTaskGroup { group in
                for writer in 1...8 {
                    group.addTask {
                        // A store of its own each, so that their transactions overlap.
                        let store = EventStore(log.pool)
                        for number in 1...25 {
                            let ids = ["\(writer)/\(number)/a", "\(writer)/\(number)/b"]
                            try await store.append(
                                ids.map { .sample(number, id: $0) }, to: .numbered(number % 5),
                                by: "writer-\(writer)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await task.value == Array(1...400))
        }
    }
}
