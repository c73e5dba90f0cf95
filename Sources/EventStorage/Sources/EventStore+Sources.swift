import Filings
import Postgres

/// What the log remembers of the sources that feed it.
extension EventStore {
    /// The checkpoints of a source, by part.
    public func checkpoints(
        of source: String
    ) async throws(EventStoreError) -> [String: SourceCheckpoint] {
        let rows = try await query(
            """
            SELECT \(SourceCheckpoint.columns) FROM annals.source_checkpoints
            WHERE source = \(source)
            """)
        do throws(DatabaseError) {
            var checkpoints: [String: SourceCheckpoint] = [:]
            for row in rows {
                let checkpoint = try SourceCheckpoint(row)
                checkpoints[checkpoint.part] = checkpoint
            }
            return checkpoints
        } catch {
            throw EventStoreError(error)
        }
    }

    /// A listing as it was last read; `nil` when it never was.
    public func listing(named name: String) async throws(EventStoreError) -> SourceListing? {
        try await listings(
            "SELECT \(SourceListing.columns) FROM annals.source_listings WHERE name = \(name)"
        ).first
    }

    /// The listings of single days within those days, whose names begin with a prefix.
    public func dayListings(
        prefix: String, within days: ClosedRange<CivilDay>
    ) async throws(EventStoreError) -> [SourceListing] {
        let first = DayNumber(days.lowerBound.daysSinceEpoch)
        let last = DayNumber(days.upperBound.daysSinceEpoch)
        return try await listings(
            """
            SELECT \(SourceListing.columns) FROM annals.source_listings
            WHERE first_day = last_day AND first_day >= \(first) AND last_day <= \(last)
                AND starts_with(name, \(prefix))
            ORDER BY name
            """)
    }

    private func listings(_ sql: SQL) async throws(EventStoreError) -> [SourceListing] {
        let rows = try await query(sql)
        do throws(DatabaseError) {
            return try rows.map { row throws(DatabaseError) in try SourceListing(row) }
        } catch {
            throw EventStoreError(error)
        }
    }

    /// Writes what is known of a source without appending anything.
    func settle(_ settlement: SourceSettlement) async throws(EventStoreError) {
        try await repeating { connection throws(EventStoreError) in
            try connection.transaction(throwing: EventStoreError.self) {
                connection throws(EventStoreError) in
                do throws(DatabaseError) {
                    try settlement.write(on: connection)
                } catch {
                    throw EventStoreError(error)
                }
            }
        }
    }

    /// The events of some types in some streams, in the order of the log.
    public func events(
        in streams: [StreamName], of types: [String]
    ) async throws(EventStoreError) -> [RecordedEvent] {
        if streams.isEmpty { return [] }
        return try await entries(
            """
            SELECT e.entry FROM annals.streams s JOIN annals.events e USING (stream_id)
            WHERE s.name = ANY (\(streams.map(\.text))) AND e.type = ANY (\(types))
            ORDER BY e.position
            """)
    }

    /// The events about filings, by the filings' source keys: each one's listing and what came
    /// later, in the order of the log.
    public func events(
        aboutFilings ids: [String]
    ) async throws(EventStoreError) -> [RecordedEvent] {
        if ids.isEmpty { return [] }
        // What comes later is named <id>#2, <id>#3 …; "$" is the character behind "#". Two joins and
        // no OR, for which the planner reads the whole table.
        return try await entries(
            """
            WITH i AS MATERIALIZED (SELECT DISTINCT id COLLATE "C" AS id FROM unnest(\(ids)) AS u(id))
            SELECT entry FROM (
                SELECT e.position, e.entry FROM i JOIN annals.events e ON e.source_key = i.id
                UNION ALL
                SELECT l.position, l.entry FROM i CROSS JOIN LATERAL (
                    SELECT e.position, e.entry FROM annals.events e
                    WHERE e.source_key >= i.id || '#' AND e.source_key < i.id || '$'
                ) l
            ) found
            ORDER BY position
            """)
    }

    /// Runs a body while no other process reads the same source.
    ///
    /// The lock is the session's, so that it ends with the process however that ends; it needs a
    /// connection that is no shared pooler's.
    ///
    /// - Returns: `nil` when another one is at it; the body did not run.
    public func whileAlone<Value: Sendable>(
        reading source: String, _ body: @Sendable () async throws -> Value
    ) async throws -> Value? {
        let connection = try await pool.connectAlone()
        // The first word is the log's schema, so that each ledger has locks of its own.
        let key: SQL = "hashtextextended('annals source ' || \(source), 0)"
        let rows = try await connection.query("SELECT pg_try_advisory_lock(\(key))")
        let isLocked: Bool = try rows.first?.decode(0) ?? false
        guard isLocked else {
            await connection.close()
            return nil
        }
        do {
            let value = try await body()
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }
}
