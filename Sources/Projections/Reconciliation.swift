import EventStorage
import Filings
import Postgres

/// What a read model took of the log, and what it did not: every event that it passes over, and
/// what stands still.
///
/// Positions are dense, so that head, checkpoint and skips account for every event.
public struct Reconciliation: Equatable, Sendable {
    /// An event that the read model passes over for ever.
    public struct Skip: Equatable, Sendable {
        public let skipped: ProjectionSkipped
        /// The event that decided it.
        public let position: Int64
        public let recordedAt: Instant
        public let recordedBy: String
    }

    public let projection: String
    public let head: Int64
    /// The last position applied; `nil`: there is no table.
    public let checkpoint: Int64?
    /// How many events of the log there are, up to the checkpoint, of types that it needs.
    public let needed: Int64
    public let skips: [Skip]
    public let stops: [Stop]

    /// How many of ``needed`` are in the rows.
    public var applied: Int64 {
        needed - Int64(skips.count { $0.skipped.position <= checkpoint ?? 0 })
    }

    /// Every read model of this program.
    public static func all(
        in store: EventStore
    ) async throws(EventStoreError) -> [Reconciliation] {
        let projector = Projector(store)
        let head = try await store.head().position
        let checkpoints = try await projector.checkpoints()
        let stops = try await Stops(store).all()
        var all: [Reconciliation] = []
        for projection in projector.projections {
            let checkpoint = checkpoints.first { $0.projection == projection.name }
            all.append(
                Reconciliation(
                    projection: projection.name, head: head, checkpoint: checkpoint?.position,
                    needed: try await needed(
                        by: projection, through: checkpoint?.position ?? 0, in: store),
                    skips: try await skips(of: projection.name, in: store),
                    stops: stops.filter { $0.projection == projection.name }))
        }
        return all
    }

    private static func skips(
        of projection: String, in store: EventStore
    ) async throws(EventStoreError) -> [Skip] {
        try await store.events(in: Skips.stream(of: projection)).compactMap { event in
            guard case .projectionSkipped(let skipped) = event.event,
                skipped.projection == projection
            else { return nil }
            return Skip(
                skipped: skipped, position: event.position, recordedAt: event.recordedAt,
                recordedBy: event.recordedBy)
        }
    }

    private static func needed(
        by projection: any Projection, through position: Int64, in store: EventStore
    ) async throws(EventStoreError) -> Int64 {
        guard let types = projection.types else { return position }
        return try await store.pool.perform(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            let row = try connection.rows(
                """
                SELECT count(*) FROM annals.events
                WHERE position <= \(position) AND type = ANY (\(types.sorted()))
                """
            ).first
            return try row?.value(0) ?? 0
        }
    }
}
