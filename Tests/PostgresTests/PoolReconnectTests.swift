import Postgres
import TestSupport
import Testing

struct PoolReconnectTests {
    @Test(arguments: [(refusals: 3, attempts: 6, comesBack: true), (30, 3, false)])
    func `a server that is away is waited for, but not for ever`(
        refusals: Int, attempts: Int, comesBack: Bool
    ) async throws {
        let server = try await TestServer()
        let relay = try Relay(to: server.socketPath)
        let backoff = Backoff(attempts: attempts, first: .milliseconds(5))
        let pool = Pool(server.settings(through: relay), size: 1, backoff: backoff)
        let before = try await pool.perform { $0.backendProcess }
        relay.refuse(refusals)
        try await relay.cut()
        let after = await Task { try await pool.perform { $0.backendProcess } }.result
        switch after {
        case .success(let process): #expect(comesBack && process != before)
        case .failure(let error):
            #expect(!comesBack)
            #expect((error as? DatabaseError)?.kind == .cannotConnect)
        }
        relay.refuse(0)
        #expect(try await pool.perform { $0.backendProcess } != before)
        await pool.close()
    }

    @Test func `tasks cancelled at random leave a pool that works`() async throws {
        var generator = SplitMix64(seed: 11)
        let pool = Pool(try testServerURL(), size: 3)
        try await withThrowingTaskGroup { group in
            for _ in 0..<120 {
                let work = Double.random(in: 0...0.01, using: &generator)
                let patience = Int.random(in: 0...40, using: &generator)
                group.addTask {
                    let task = Task {
                        try await pool.withConnection { connection in
                            try await connection.transaction { connection in
                                try connection.execute("SELECT pg_sleep(\(work))")
                            }
                        }
                    }
                    try await Task.sleep(for: .milliseconds(patience))
                    task.cancel()
                    if case .failure(let error) = await task.result {
                        #expect((error as? DatabaseError)?.kind == .cancelled)
                    }
                }
            }
            try await group.waitForAll()
        }
        for _ in 0..<6 {
            #expect(try await pool.perform { $0.isInTransaction } == false)
        }
        await pool.close()
    }
}
