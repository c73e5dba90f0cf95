import EventStorage
import Postgres
import Testing

/// A job that appends one request after the other on a connection of its own.
@Suite struct AppendingAloneTests {
    @Test func `appends stand in the order of the job, beside those of others`() async throws {
        try await withLog { log in
            let alone = Task {
                try await log.store.appendingAlone { store in
                    var positions: [Int64] = []
                    for number in 1...40 {
                        positions.append(try await store.append(.sample(number))[0].position)
                    }
                    return positions
                }
            }
            for number in 101...120 { try await log.store.append(.sample(number)) }
            let positions = try await alone.value
            #expect(positions == positions.sorted())
            #expect(Set(positions).count == 40)
            #expect(try await log.store.head().position == 60)
        }
    }

    @Test func `a job whose connection is lost goes on with another`() async throws {
        try await withLog { log in
            let positions = try await log.store.appendingAlone { store in
                var positions: [Int64] = []
                for number in 1...10 {
                    if number == 5 {
                        _ = try await log.store.pool.perform {
                            connection throws(DatabaseError) in
                            try connection.query(
                                """
                                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                                WHERE datname = current_database() AND pid <> pg_backend_pid()
                                """)
                        }
                    }
                    positions.append(try await store.append(.sample(number))[0].position)
                }
                return positions
            }
            #expect(positions == Array(1...10))
        }
    }

    @Test func `what the job throws comes out, and the log goes on`() async throws {
        struct Enough: Error {}
        try await withLog { log in
            await #expect(throws: Enough.self) {
                try await log.store.appendingAlone { store in
                    try await store.append(.sample(1))
                    throw Enough()
                }
            }
            let next = try await log.store.append(.sample(2))
            #expect(next[0].position == 2)
        }
    }
}
