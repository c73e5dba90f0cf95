import EventStorage
import Postgres

/// Sessions of their own that work side by side, each on its connection's thread.
enum Workers {
    /// Calls the step on every connection, again and again until it returns false there.
    ///
    /// - Throws: The first error; the other workers are cancelled.
    static func run(
        _ count: Int, in pool: Pool,
        _ step: @escaping @Sendable (isolated Connection) throws(BuildError) -> Bool
    ) async throws(BuildError) {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<count {
                    group.addTask { try await work(in: pool, step) }
                }
                try await group.waitForAll()
            }
        } catch let error as BuildError {
            throw error
        } catch let error as DatabaseError {
            throw BuildError(error)
        } catch {
            throw BuildError(DatabaseError(kind: .cancelled, message: "The task was cancelled."))
        }
    }

    private static func work(
        in pool: Pool, _ step: @escaping @Sendable (isolated Connection) throws(BuildError) -> Bool
    ) async throws {
        let connection = try await pool.connectAlone()
        do {
            while try await connection.perform(throwing: BuildError.self, step) {}
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }
}
