import EventStorage
import Filings
import Postgres
import Synchronization
import TestSupport
import Testing

/// Faults come in pairs: the statement failed, or only its answer was lost.
struct FaultTests {
    @Test(arguments: [LossyServer.Fault.statementLost, .answerLost], [1, 3])
    func `an append whose statement or answer is lost is there once`(
        fault: LossyServer.Fault, count: Int
    ) async throws {
        try await withLog { log in
            try await log.store.append(1...1)
            let server = try await LossyServer(before: log)
            // Unprepared: one message a statement.
            var options = Surroundings.options
            options.preparesStatements = false
            let store = EventStore(Pool(server.url, size: 1, options: options))
            // Else the fault would meet the look at the tree before the first append.
            try await store.checkTree()
            for round in 1...3 {
                for isExact in [false, true] {
                    let first = try await store.version(of: .sample) + 1
                    let expected = isExact ? ExpectedVersion.exactly(first - 1) : .any
                    server.inject(fault)
                    let ids = (1...count).map { "\(round)/\(isExact)/\($0)" }
                    let places = try await store.append(
                        ids.map { .sample(round, id: $0) }, to: .sample, expecting: expected,
                        by: "tester")
                    #expect(places.map(\.version) == (0..<count).map { first + Int64($0) })
                    #expect(server.faults == 0)
                    // Known: the first try was committed, and only its answer was lost.
                    #expect(places[0].wasKnown == (fault == .answerLost))
                }
            }
            await store.pool.close()
            server.stop()
        }
    }

    @Test(arguments: [LossyServer.Fault.statementLost, .answerLost])
    func `a bulk append whose statement or answer is lost is there once`(
        fault: LossyServer.Fault
    ) async throws {
        try await withLog { log in
            let server = try await LossyServer(before: log)
            let store = EventStore(
                Pool(server.url, size: 1, options: Surroundings.options), bulkChunkEvents: 10)
            _ = try await store.head()
            // At every message of the first chunk in turn, and at some of the second.
            for skipped in 0...14 {
                let parts = (1...5).map { part in
                    AppendRequest.Part(
                        NewEvent.samples(1...10), to: .numbered(skipped * 10 + part),
                        expecting: .noStream)
                }
                server.inject(fault, skipping: skipped)
                let report = try await store.bulkAppend(parts, by: "tester")
                #expect(report.read == 50)
                #expect(report.appended + report.known == 50)
                #expect(report.conflicts.isEmpty)
                #expect(server.faults == 0)
                #expect(try await log.store.head().position == Int64(skipped + 1) * 50)
                server.forget()
            }
            await store.pool.close()
            server.stop()
        }
    }

    @Test func `sessions that are ended again and again lose no append and double none`()
        async throws
    {
        try await withLog(connections: 4) { log in
            let isDone = Atomic(false)
            let ending = Task {
                let administrator = try await Connection(try testServerURL())
                let name: String = try await log.query("SELECT current_database()")[0].decode(0)
                var ended = 0
                while !isDone.load(ordering: .relaxed) {
                    ended += try await administrator.query(
                        """
                        SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
                        WHERE datname = \(name)
                        """
                    ).count
                    try await Task.sleep(for: .milliseconds(60))
                }
                return ended
            }
            let acknowledged = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for writer in 1...4 {
                    group.addTask {
                        let store = EventStore(log.pool)
                        var positions: [Int64] = []
                        for number in 0..<40 {
                            let expected: ExpectedVersion =
                                writer % 2 == 0 && number > 0 ? .exactly(Int64(number) * 2) : .any
                            let events = ["a", "b"].map {
                                NewEvent.sample(number, id: "\(writer)/\(number)/\($0)")
                            }
                            positions += try await store.append(
                                events, to: .numbered(writer), expecting: expected, by: "tester"
                            ).map(\.position)
                        }
                        return positions
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            isDone.store(true, ordering: .relaxed)
            #expect(try await ending.value > 0)
            #expect(acknowledged.sorted() == (1...320).map { Int64($0) })
            let ids = try await log.events().map(\.id)
            #expect(Set(ids).count == 320)
        }
    }
}
