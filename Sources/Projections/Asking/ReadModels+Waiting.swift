import EventStorage
import Postgres

extension ReadModels {
    /// Returns once read models have passed a position, whoever runs them.
    ///
    /// Afterwards every question sees the events up to there. A read model that is missing, or of an
    /// older version than this program's, has passed nothing.
    ///
    /// - Parameters:
    ///   - position: As an append returns it.
    ///   - names: Those that must have passed it; `nil`: all of this program.
    ///   - timeout: Zero looks once.
    /// - Throws: ``WaitError``: at once when one stands still below the position.
    public func wait(
        for position: Int64, of names: [String]? = nil, timeout: Duration
    ) async throws(WaitError) {
        let waited = ProjectionCatalog.all.filter { names?.contains($0.name) ?? true }
        let deadline = ContinuousClock.now + timeout
        var pause = Duration.milliseconds(2)
        while true {
            let late = try await late(waited, for: position)
            if late.isEmpty { return }
            let left = deadline - .now
            if left <= .zero { throw .late(late) }
            do {
                try await Task.sleep(for: min(pause, left))
            } catch {
                throw .store(
                    .database(DatabaseError(kind: .cancelled, message: "The task was cancelled.")))
            }
            pause = min(pause * 2, .milliseconds(50))
        }
    }

    /// - Throws: ``WaitError/stopped(_:)`` when one of the late ones is.
    private func late(
        _ projections: [any Projection], for position: Int64
    ) async throws(WaitError) -> [WaitError.Late] {
        let found: ([WaitError.Late], Stop?)
        do throws(EventStoreError) {
            found = try await store.repeating { connection throws(EventStoreError) in
                let late = try Self.late(projections, for: position, on: connection)
                if late.isEmpty { return (late, nil) }
                return (late, try Self.stop(of: late.map(\.projection), on: connection))
            }
        } catch {
            throw .store(error)
        }
        if let stop = found.1 { throw .stopped(stop) }
        return found.0
    }

    private static func late(
        _ projections: [any Projection], for position: Int64, on connection: isolated Connection
    ) throws(EventStoreError) -> [WaitError.Late] {
        try connection.rows(
            """
            SELECT name, \(position) - reached FROM (
                SELECT p.name,
                    CASE WHEN k.version >= p.version THEN k.position ELSE 0 END AS reached
                FROM unnest(\(projections.map(\.name)), \(projections.map(\.version)))
                    AS p(name, version)
                LEFT JOIN annals_read.checkpoints k ON k.projection = p.name AND k.place = 'live'
            ) AS places
            WHERE reached < \(position) ORDER BY name
            """
        ).map { row throws(EventStoreError) in
            WaitError.Late(projection: try row.value(0), eventsBehind: try row.value(1))
        }
    }

    private static func stop(
        of projections: [String], on connection: isolated Connection
    ) throws(EventStoreError) -> Stop? {
        try connection.rows(
            """
            SELECT \(Stop.columns) FROM annals_read.stops WHERE projection = ANY (\(projections))
            ORDER BY projection, kind LIMIT 1
            """
        ).first.map { row throws(EventStoreError) in try Stop(row) }
    }
}
