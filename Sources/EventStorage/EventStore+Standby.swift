import Postgres

/// Reading from a standby what was written on the primary.
extension EventStore {
    /// Whether the server replays another one's log and takes no writes.
    public func isStandby() async throws(EventStoreError) -> Bool {
        try await value("SELECT pg_is_in_recovery()") ?? false
    }

    /// Behind all that was committed so far: a standby that has replayed up to there has it.
    public func writtenPosition() async throws(EventStoreError) -> WALPosition {
        let text: String? = try await value("SELECT pg_current_wal_insert_lsn()::text")
        return text.flatMap { WALPosition($0) } ?? WALPosition(rawValue: 0)
    }

    /// Waits until this server has what was written up to there; a primary has it.
    ///
    /// - Returns: False when it does not after that time.
    public func hasReplayed(
        _ position: WALPosition, within time: Duration
    ) async throws(EventStoreError) -> Bool {
        let deadline = ContinuousClock.now + time
        var pause = Duration.milliseconds(1)
        while true {
            let isThere: Bool? = try await value(
                """
                SELECT NOT pg_is_in_recovery()
                    OR pg_last_wal_replay_lsn() >= \(position.description)::text::pg_lsn
                """)
            if isThere ?? false { return true }
            guard ContinuousClock.now < deadline else { return false }
            try? await Task.sleep(for: pause)
            if Task.isCancelled { return false }
            pause = min(pause * 2, .milliseconds(50))
        }
    }

    private func value<Value: SQLDecodable>(_ sql: SQL) async throws(EventStoreError) -> Value? {
        let row = try await query(sql).first
        do throws(DatabaseError) {
            return try row?.decode(0, as: Value?.self)
        } catch {
            throw EventStoreError(error)
        }
    }
}
