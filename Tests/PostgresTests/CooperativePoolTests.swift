import Postgres
import TestSupport
import Testing

struct CooperativePoolTests {
    /// Waits until so many sessions wait for the lock.
    private func waitForQueue(of count: Int, for key: Int64, _ holder: Connection) async throws {
        let waiting: SQL = """
            SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                AND (classid::int8 << 32 | objid::int8) = \(key)
            """
        while try await holder.query(waiting).count < count {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test func `connections that wait take none of its threads`() async throws {
        let url = try testServerURL()
        let key = Int64.random(in: 0...(.max))
        let holder = try await Connection(url)
        try await holder.execute("SELECT pg_advisory_lock(\(key))")
        // With a limit: were they to take all threads, nobody would ever let them go on.
        let options = ConnectionOptions(statementTimeout: .seconds(300))
        let waiting = (0..<8).map { _ in
            Task {
                let connection = try await Connection(url, options: options)
                try await connection.execute("SELECT pg_advisory_lock(\(key))")
                try await connection.execute("SELECT pg_advisory_unlock(\(key))")
            }
        }
        try await waitForQueue(of: 8, for: key, holder)
        await withTaskGroup { group in
            for _ in 0..<16 {
                group.addTask { for _ in 0..<100 { await Task.yield() } }
            }
        }
        try await holder.execute("SELECT pg_advisory_unlock(\(key))")
        for task in waiting { try await task.value }
    }
}
