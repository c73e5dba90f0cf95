import EventStorage
import Filings
import Postgres
import Synchronization
import TestSupport
import Testing

/// Eight writers and a follower at work while servers come and go, and what they were told.
final class Load: Sendable {
    private let url: String
    private let workers: [SpawnedProgram]
    private let follower: Task<Void, any Error>
    private let seen = Seen()

    private final class Seen: Sendable {
        let events = Mutex<[RecordedEvent]>([])
    }

    static let writers = 8

    /// - Parameters:
    ///   - url: With all servers, of which the one that takes writes is meant.
    ///   - pooled: A pooler's URL, for what the writers append.
    init(on url: String, through pooled: String? = nil) throws {
        self.url = url
        let variables = pooled.map { ["ANNALS_POOLED_URL": $0] } ?? [:]
        workers = try (1...Self.writers).map { number in
            try SpawnedProgram(
                "AppendWorker",
                [
                    url, "\(number)", "1", "10000000", number % 2 == 0 ? "exact" : "any",
                    "company-writer-\(number % 5)",
                ], environment: variables)
        }
        let seen = seen
        follower = Task {
            let pool = Pool(url, size: 1, backoff: .failover)
            let follower = LogFollower(
                EventStore(pool), listeningAt: url, interval: .milliseconds(100))
            try await follower.follow(after: 0) { events in
                seen.events.withLock { $0 += events }
                return true
            }
        }
    }

    /// Also where a test ends early.
    deinit {
        follower.cancel()
        for worker in workers { worker.kill() }
    }

    /// How many events the follower was shown.
    var shown: Int { seen.events.withLock { $0.count } }

    /// Waits until the writers get on: so many more events are shown to the follower.
    func advance(by count: Int = 200) async throws {
        let goal = shown + count
        for _ in 0..<6_000 where shown < goal { try await Task.sleep(for: .milliseconds(10)) }
        try #require(shown >= goal, "nothing is recorded any more")
    }

    /// Ends all, and holds what was acknowledged and shown against the log.
    func finish() async throws {
        for worker in workers { worker.kill() }
        var acknowledged: [Int64: (id: String, times: Int)] = [:]
        for (index, worker) in workers.enumerated() {
            for line in try await worker.finish().lines {
                let words = line.split(separator: " ")
                for (place, word) in words.dropFirst().enumerated() {
                    let position = try #require(Int64(word.prefix { $0 != ":" }))
                    let id = "worker-\(index + 1)/\(words[0])/\(place + 1)"
                    let before = acknowledged[position]
                    #expect(before == nil, "position \(position) was given to two events")
                    acknowledged[position] = (id, 1)
                }
            }
        }
        follower.cancel()
        _ = try? await follower.value
        try #require(acknowledged.count > 200)

        let pool = Pool(url, size: 1)
        let store = EventStore(pool)
        var log: [RecordedEvent] = []
        while let last = try await Optional(store.events(after: Int64(log.count), most: 20_000)),
            !last.isEmpty
        {
            log += last
        }
        await pool.close()
        #expect(log.map(\.position) == (0..<Int64(log.count)).map { $0 + 1 })
        #expect(zip(log, log.dropFirst()).allSatisfy { $0.recordedAt < $1.recordedAt })
        let missing = acknowledged.filter { position, event in
            position > log.count || log[Int(position) - 1].id != event.id
        }
        #expect(missing.isEmpty, "\(missing.count) acknowledged events are not in the log")
        #expect(Set(log.map { "\($0.stream) \($0.id)" }).count == log.count)
        for (stream, events) in Dictionary(grouping: log, by: \.stream) {
            #expect(events.map(\.version) == (1...Int64(events.count)).map { $0 }, "\(stream)")
        }
        let shown = seen.events.withLock { $0 }
        #expect(shown == Array(log.prefix(shown.count)), "the follower saw another log")
    }
}
