import EventStorage
import Filings
import Postgres

/// Pauses projections, lets them go on, and passes over events that they cannot take.
public struct Stops: Sendable {
    private let store: EventStore

    public init(_ store: EventStore) { self.store = store }

    /// Every stop, by projection.
    public func all() async throws(EventStoreError) -> [Stop] {
        try await store.pool.perform(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            try connection.rows(
                "SELECT \(Stop.columns) FROM annals_read.stops ORDER BY projection, kind"
            ).map { row throws(EventStoreError) in try Stop(row) }
        }
    }

    /// Stops a projection where it is, in every process, until ``resume(_:)``.
    public func pause(
        _ projection: String, by actor: String, reason: String
    ) async throws(EventStoreError) {
        try await change(
            """
            INSERT INTO annals_read.stops
            VALUES (\(projection), 'paused', clock_timestamp(), \(actor), \(reason))
            ON CONFLICT (projection, kind) DO UPDATE
            SET since = excluded.since, actor = excluded.actor, reason = excluded.reason
            """)
    }

    /// - Returns: Whether it was paused.
    @discardableResult
    public func resume(_ projection: String) async throws(EventStoreError) -> Bool {
        try await change(
            "DELETE FROM annals_read.stops WHERE projection = \(projection) AND kind = 'paused'")
            > 0
    }

    /// Lets a projection try again at the event where it failed.
    ///
    /// - Returns: Whether it had failed.
    @discardableResult
    public func retry(_ projection: String) async throws(EventStoreError) -> Bool {
        try await change(
            "DELETE FROM annals_read.stops WHERE projection = \(projection) AND kind = 'failed'")
            > 0
    }

    /// Lets a projection pass over the event where it failed, for ever: the decision is an event.
    ///
    /// - Returns: The event that it passes over; `nil` when it has not failed at the position.
    public func skip(
        _ position: Int64, in projection: String, reason: String, by actor: String
    ) async throws(EventStoreError) -> BadEvent? {
        for stop in try await all() where stop.projection == projection {
            guard case .failed(let bad) = stop.cause, bad.position == position else { continue }
            try await store.append(
                [Self.event(skipping: bad, reason: reason)], to: Skips.stream(of: projection),
                by: actor)
            try await retry(projection)
            return bad
        }
        return nil
    }

    static func event(skipping bad: BadEvent, reason: String) -> NewEvent {
        NewEvent(
            id: Skips.id(of: bad.projection, at: bad.position), source: "annals:projection",
            event: .projectionSkipped(
                ProjectionSkipped(
                    projection: bad.projection, position: bad.position, eventType: bad.type,
                    category: bad.category.rawValue, error: bad.reason, reason: reason)))
    }

    @discardableResult
    private func change(_ sql: SQL) async throws(EventStoreError) -> Int {
        try await store.pool.perform(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in try connection.change(sql)
        }
    }
}
