import EventStorage
import Filings
import Postgres

/// Runs the projections: reads the log once for all that stand at one place, in batches, folds in
/// memory and writes set-wise.
///
/// Several processes share the projections by leases in tables; see ``LeaseHolder``. One that dies
/// or is paused loses its share to the others after the lease's duration, and nothing is applied
/// twice: rows and checkpoint are written in one transaction under the lease's epoch.
public struct Projector: Sendable {
    let store: EventStore
    let projections: [any Projection]
    let batch: Int
    let lease: Duration

    /// The names of this program's projections, in the order of the catalog.
    public static var names: [String] { ProjectionCatalog.all.map(\.name) }

    /// - Parameters:
    ///   - batch: How many events one transaction applies.
    ///   - lease: How long this process counts as alive without a heartbeat.
    public init(_ store: EventStore, batch: Int = 5_000, lease: Duration = .seconds(10)) {
        self.init(store, projections: ProjectionCatalog.all, batch: batch, lease: lease)
    }

    package init(
        _ store: EventStore, projections: [any Projection], batch: Int = 5_000,
        lease: Duration = .seconds(10)
    ) {
        self.store = store
        self.projections = projections
        self.batch = batch
        self.lease = lease
    }

    /// Brings every read model up to the head as it is when this starts.
    ///
    /// What another process has the lease of is waited for. A read model that is missing or of an
    /// older version is built beside the old one first.
    ///
    /// - Parameter progress: Called after every batch with the lowest checkpoint and the head.
    /// - Returns: The head that was reached, and what stands still below it.
    /// - Throws: ``EventStoreError``; what was applied stays. A checkpoint that stands on an event
    ///   which the log does not hold there (a restored or promoted server) is
    ///   ``EventStoreError/unreadable(position:reason:)``.
    @discardableResult
    public func run(
        progress: @escaping @Sendable (_ position: Int64, _ head: Int64) -> Void = { _, _ in }
    ) async throws(EventStoreError) -> ProjectionRun {
        let head = try await store.head().position
        let shift = ProjectorShift(self, follows: false)
        return try await shift.run(to: head, progress: progress)
    }

    /// Follows the log until the task is cancelled: what is appended is in the read models some
    /// milliseconds later.
    ///
    /// A failure of the database is survived; so is that of a projection, which stops.
    ///
    /// - Parameters:
    ///   - url: A direct URL for LISTEN; `nil` (behind a pooler) to poll only.
    ///   - report: Called with what there is to say: a stop, a lost connection, a built table.
    public func follow(
        listeningAt url: String?, report: @escaping @Sendable (ProjectorNews) -> Void = { _ in }
    ) async {
        let shift = ProjectorShift(self, follows: true)
        await shift.follow(listeningAt: url, report: report)
    }

    /// How far each live read model is; empty before the first run.
    public func checkpoints() async throws(EventStoreError) -> [Checkpoint] {
        try await perform { connection throws(EventStoreError) in
            try Checkpoint.all(in: .live, on: connection)
        }
    }

    func perform<Value: Sendable>(
        _ body: @Sendable (isolated Connection) throws(EventStoreError) -> Value
    ) async throws(EventStoreError) -> Value {
        try await store.pool.perform(throwing: EventStoreError.self, body)
    }
}

/// What a projector that follows the log has to say.
public enum ProjectorNews: Equatable, Sendable {
    /// A projection stopped at an event.
    case stopped(BadEvent)
    /// The database could not be reached or refused something; it is tried again.
    case trouble(EventStoreError)
    /// A projection's lease was lost to another process.
    case lost(projection: String)
    /// The live table is of a newer version than this program's.
    case newer(projection: String)
}
