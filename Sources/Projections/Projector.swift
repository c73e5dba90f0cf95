import EventStorage
import Filings
import Postgres

/// Runs the projections: reads the log once for all of them, in batches.
public struct Projector: Sendable {
    private let store: EventStore
    private let batch: Int

    /// Whether there is a read model of this program's version for every projection.
    public static func hasAll(_ checkpoints: [Checkpoint]) -> Bool {
        ProjectionCatalog.all.allSatisfy { projection in
            checkpoints.contains {
                $0.projection == projection.name && $0.version == projection.version
            }
        }
    }

    /// - Parameter batch: How many events one transaction applies.
    public init(_ store: EventStore, batch: Int = 5_000) {
        self.store = store
        self.batch = batch
    }

    /// Brings every read model up to the head as it is when this starts.
    ///
    /// - Parameter progress: Called after every batch with the lowest checkpoint and the head.
    /// - Returns: The head that was reached.
    /// - Throws: ``EventStoreError``; what was applied stays. A checkpoint that stands on an event
    ///   which the log does not hold there (a restored or promoted server) is
    ///   ``EventStoreError/unreadable(position:reason:)``.
    @discardableResult
    public func run(
        progress: @Sendable (_ position: Int64, _ head: Int64) -> Void = { _, _ in }
    ) async throws(EventStoreError) -> Int64 {
        let head = try await store.head().position
        var positions: [Int64] = []
        for projection in ProjectionCatalog.all {
            let checkpoint = try await perform { connection throws(EventStoreError) in
                try projection.prepare(on: connection)
            }
            try await check(checkpoint)
            positions.append(checkpoint.position)
        }
        while let lowest = positions.min(), lowest < head {
            let events = try await store.events(after: lowest, most: batch)
            if events.isEmpty { break }
            for (index, projection) in ProjectionCatalog.all.enumerated() {
                let before = positions[index]
                guard let last = events.last, last.position > before else { continue }
                positions[index] = try await perform { connection throws(EventStoreError) in
                    try projection.apply(events, after: before, on: connection)
                }
            }
            progress(positions.min() ?? head, head)
        }
        return head
    }

    /// How far each read model is; empty before the first run.
    public func checkpoints() async throws(EventStoreError) -> [Checkpoint] {
        try await perform { connection throws(EventStoreError) in
            let rows: [Row]
            do throws(DatabaseError) {
                rows = try connection.query(
                    """
                    SELECT \(Checkpoint.columns) FROM annals_read.checkpoints ORDER BY projection
                    """)
            } catch {
                throw EventStoreError(error)
            }
            return try rows.map { row throws(EventStoreError) in try Checkpoint(row) }
        }
    }

    private func check(_ checkpoint: Checkpoint) async throws(EventStoreError) {
        guard checkpoint.position > 0 else { return }
        let event = try await store.event(at: checkpoint.position)
        guard event?.id == checkpoint.eventKey else {
            let found = event?.id ?? "nothing"
            throw .unreadable(
                position: checkpoint.position,
                reason: """
                    the read model \(checkpoint.projection) stands on \
                    \(checkpoint.eventKey ?? "?"), the log holds \(found) there: another history
                    """)
        }
    }

    private func perform<Value: Sendable>(
        _ body: @Sendable (isolated Connection) throws(EventStoreError) -> Value
    ) async throws(EventStoreError) -> Value {
        try await store.pool.perform(throwing: EventStoreError.self, body)
    }
}
