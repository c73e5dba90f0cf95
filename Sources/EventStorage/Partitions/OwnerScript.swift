import Postgres

/// Changes of the log's tables, as their owner.
package struct OwnerScript: Sendable {
    private let pool: Pool

    /// - Parameter pool: As a role that may act as the owner, straight and not by a pooler.
    package init(_ pool: Pool) { self.pool = pool }

    /// Whether others would wait behind a lock that the script waits for.
    package enum Patience: Sendable {
        /// They would: 50 ms at most, again and again.
        case short
        /// They would not, and are not waited for long either.
        case long
    }

    private static var longest: Duration { .seconds(60) }

    /// Runs a script in a transaction of its own.
    ///
    /// - Throws: Also where somebody held a table for a minute; nothing was done then.
    package func run(
        _ script: String, _ patience: Patience = .short
    ) async throws(EventStoreError) {
        let began = ContinuousClock.now
        while true {
            do throws(EventStoreError) {
                return try await pool.perform(throwing: EventStoreError.self) {
                    connection throws(EventStoreError) in
                    try run(script, patience, on: connection)
                }
            } catch {
                guard case .database(let failure) = error,
                    failure.sqlState == .lockNotAvailable, patience == .short,
                    ContinuousClock.now - began < Self.longest, !Task.isCancelled
                else { throw error }
                try? await Task.sleep(for: .milliseconds(Int.random(in: 20...100)))
            }
        }
    }

    private func run(
        _ script: String, _ patience: Patience, on connection: isolated Connection
    ) throws(EventStoreError) {
        try connection.transaction(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            do throws(DatabaseError) {
                try connection.script(
                    """
                    SET LOCAL ROLE annals_owner;
                    SET LOCAL lock_timeout = '\(patience == .short ? "50ms" : "60s")';
                    SET LOCAL statement_timeout = 0;
                    \(script)
                    """)
            } catch {
                throw EventStoreError(error)
            }
        }
    }
}
