import Postgres
import Synchronization
import TestSupport
import Testing

struct PoolTests {
    @Test func `fifty tasks share four connections`() async throws {
        let pool = Pool(try testServerURL(), size: 4)
        let processes = try await withThrowingTaskGroup { group in
            for number in 0..<50 {
                group.addTask {
                    try await pool.withConnection { connection in
                        let row = try await connection.query("SELECT \(number), pg_sleep(0.002)")[0]
                        #expect(try row.decode(0, as: Int.self) == number)
                        return await connection.backendProcess
                    }
                }
            }
            return try await group.reduce(into: Set<Int32>()) { $0.insert($1) }
        }
        #expect(processes.count <= 4)
        await pool.close()
    }

    @Test func `those who wait are served in their order`() async throws {
        let pool = Pool(try testServerURL(), size: 1)
        let served = Served()
        let tasks = try await pool.withConnection { _ in
            var tasks: [Task<Void, any Error>] = []
            for number in 0..<8 {
                tasks.append(Task { try await pool.withConnection { _ in served.add(number) } })
                try await Task.sleep(for: .milliseconds(30))
            }
            return tasks
        }
        for task in tasks { try await task.value }
        #expect(served.numbers == Array(0..<8))
    }

    @Test func `a connection comes back without what its user left`() async throws {
        let options = ConnectionOptions(statementTimeout: .seconds(60))
        let pool = Pool(try testServerURL(), size: 1, options: options)
        let first = try await pool.withConnection { connection in
            try await connection.listen("left")
            try await connection.perform { $0.statementTimeout = .seconds(1) }
            try await connection.execute("BEGIN")
            return await connection.backendProcess
        }
        let (second, isInTransaction, timeout, channels) = try await pool.perform {
            connection throws(DatabaseError) in
            let channels = try connection.query("SELECT pg_listening_channels()").count
            return (
                connection.backendProcess, connection.isInTransaction,
                connection.statementTimeout, channels
            )
        }
        #expect(first == second)
        #expect(!isInTransaction)
        #expect(timeout == .seconds(60))
        #expect(channels == 0)
    }

    @Test func `a transaction left open by a body that throws is rolled back`() async throws {
        let pool = Pool(try testServerURL(), size: 1)
        await #expect(throws: DatabaseError.self) {
            try await pool.perform { connection throws(DatabaseError) in
                try connection.execute("BEGIN")
                try connection.execute("SELECT 1 / 0")
            }
        }
        #expect(try await pool.perform { $0.isInTransaction } == false)
    }

    @Test func `a connection that broke, in use or idle, is replaced`() async throws {
        let pool = Pool(try testServerURL(), size: 1)
        await #expect(throws: DatabaseError.self) {
            try await pool.perform { connection throws(DatabaseError) in
                try connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            }
        }
        let process = try await pool.perform { $0.backendProcess }
        let killer = try await Connection(testServerURL())
        try await killer.execute("SELECT pg_terminate_backend(\(process), 5000)")
        let another = try await pool.perform { connection throws(DatabaseError) in
            try connection.query("SELECT pg_backend_pid()")[0].decode(0, as: Int32.self)
        }
        #expect(another != process)
        await pool.close()
    }

    @Test(.timeLimit(.minutes(5)))
    func `a server that was never there is told at once`() async throws {
        let backoff = Backoff(attempts: 3, first: .seconds(3600), longest: .seconds(3600))
        let pool = Pool("host=/nowhere user=u", size: 2, backoff: backoff)
        for _ in 0..<3 {
            let error = await #expect(throws: DatabaseError.self) {
                try await pool.perform { $0.backendProcess }
            }
            #expect(error?.kind == .cannotConnect)
        }
        await pool.close()
    }

    @Test func `a task that is cancelled leaves the line`() async throws {
        let pool = Pool(try testServerURL(), size: 1)
        try await pool.withConnection { _ in
            let waiting = Task { try await pool.perform { $0.backendProcess } }
            try await Task.sleep(for: .milliseconds(30))
            waiting.cancel()
            let error = await #expect(throws: DatabaseError.self) { try await waiting.value }
            #expect(error?.kind == .cancelled)
        }
        #expect(try await pool.perform { $0.isInTransaction } == false)
    }

    @Test func `closing waits for who is at work and refuses who comes later`() async throws {
        let pool = Pool(try testServerURL(), size: 2)
        let isDone = Atomic<Bool>(false)
        async let work: Void = pool.withConnection { connection in
            _ = try await connection.query("SELECT pg_sleep(0.2)")
            isDone.store(true, ordering: .releasing)
        }
        try await Task.sleep(for: .milliseconds(50))
        await pool.close()
        let wasDone = isDone.load(ordering: .acquiring)
        #expect(wasDone)
        try await work
        let error = await #expect(throws: DatabaseError.self) {
            try await pool.perform { $0.backendProcess }
        }
        #expect(error?.kind == .closed)
    }
}

/// Who was served, in order.
private final class Served: Sendable {
    private let list = Mutex<[Int]>([])
    var numbers: [Int] { list.withLock { $0 } }
    func add(_ number: Int) { list.withLock { $0.append(number) } }
}
