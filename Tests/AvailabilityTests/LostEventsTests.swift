import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

extension AvailabilityTests {
    /// A standby that takes over without all events, as an asynchronous one may.
    struct LostEventsTests {
        private static func event(_ number: Int) -> NewEvent {
            NewEvent(
                id: "event \(number)", source: "test:lost",
                event: .unknown(type: "test.counted", data: ["number": .integer(Int64(number))]))
        }

        private static let stream = StreamName(stored: "company-acme")

        /// Ten events on both servers, five on the lost one only; then the other takes over.
        private static func lose(_ pair: ServerPair, _ store: EventStore) async throws {
            for number in 1...10 {
                try await store.append([event(number)], to: stream, by: "tester")
            }
            try pair.waitUntilStandbyHas(10)
            try pair.cutOff()
            for number in 11...15 {
                try await store.append([event(number)], to: stream, by: "tester")
            }
        }

        @Test func `who was told that an event is recorded writes nothing to a log without it`()
            async throws
        {
            try await ServerPair.with(isSynchronous: false) { pair in
                let pool = Pool(pair.url, size: 2, backoff: .failover)
                let store = EventStore(pool)
                try await Self.lose(pair, store)
                try pair.primary.kill()
                try pair.promoteStandby()
                for _ in 1...2 {
                    await #expect {
                        try await store.append([Self.event(16)], to: Self.stream, by: "tester")
                    } throws: { error in
                        guard case .setBack(15, _) = error as? EventStoreError else { return false }
                        return true
                    }
                }
                let parts = [AppendRequest.Part([Self.event(17)], to: Self.stream)]
                await #expect(throws: EventStoreError.self) {
                    try await store.bulkAppend(parts, by: "tester")
                }
                #expect(try await store.head().position == 10)
                // One that knows of nothing goes on; a checkpoint outside is what it would ask.
                try await EventStore(pool).append([Self.event(18)], to: Self.stream, by: "tester")
                #expect(try await store.head().position == 11)
                await pool.close()
            }
        }

        @Test(arguments: [0, 20])
        func `a follower is told that what it was shown is gone`(after: Int) async throws {
            try await ServerPair.with(isSynchronous: false) { pair in
                let pool = Pool(pair.url, size: 2, backoff: .failover)
                let store = EventStore(pool)
                let follower = LogFollower(
                    store, listeningAt: pair.url, interval: .milliseconds(50))
                try await Self.lose(pair, store)
                var shown = 0
                await #expect {
                    try await follower.follow(after: 0) { events in
                        shown += events.count
                        if shown == 15 {
                            try pair.primary.kill()
                            try pair.promoteStandby()
                            // Whether the new log is shorter, or longer with other events.
                            let other = EventStore(pool)
                            for number in 0..<after {
                                try await other.append(
                                    [Self.event(100 + number)], to: Self.stream, by: "tester")
                            }
                        }
                        return shown <= 15
                    }
                } throws: { error in
                    guard case .setBack(15, _) = error as? EventStoreError else { return false }
                    return true
                }
                #expect(shown == 15)
                await pool.close()
            }
        }
    }
}

extension ServerPair {
    func waitUntilStandbyHas(_ position: Int64) throws {
        try shell(
            """
            while [ "$(psql --no-psqlrc -qtA -c 'SELECT position FROM annals.head' \
                '\(standby.url())')" != \(position) ]; do sleep 0.02; done
            """)
    }
}
