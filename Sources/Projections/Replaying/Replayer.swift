import EventStorage
import Postgres

/// Computes read models from the log again, up to a position, in tables that are thrown away.
///
/// The proof that a read model is what the log says, and a look at any earlier state of it; the live
/// tables are read and not touched.
public struct Replayer: Sendable {
    private let store: EventStore
    private let workers: Int

    /// - Parameter workers: How many connections compute side by side.
    public init(_ store: EventStore, workers: Int) {
        self.store = store
        self.workers = workers
    }

    /// Replays, compares with the live read models as of the position, and drops what it made.
    ///
    /// Whatever happens, the tables are dropped: at once, or, when the process is killed, by the
    /// next replay.
    ///
    /// - Parameters:
    ///   - names: Of these projections; none: all. Others than those of the catalog are passed over.
    ///   - position: The last event that counts, up to the head.
    public func run(
        _ names: [String] = [], through position: Int64,
        progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
    ) async throws(BuildError) -> ReplayReport {
        let projections = ProjectionCatalog.all.filter { names.isEmpty || names.contains($0.name) }
        return try await run(projections, through: position, progress: progress)
    }

    package func run(
        _ projections: [any Projection], through position: Int64,
        progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
    ) async throws(BuildError) -> ReplayReport {
        let tables = try await ReplayTables(in: store.pool)
        let report: ReplayReport
        do throws(BuildError) {
            report = try await replay(
                projections, into: tables.place, through: position, progress: progress)
        } catch {
            // Else the next replay drops them; the first error says more than that of the dropping.
            try? await tables.drop()
            throw error
        }
        try await tables.drop()
        return report
    }

    private func replay(
        _ projections: [any Projection], into place: TablePlace, through position: Int64,
        progress: @escaping @Sendable (BuildProgress) -> Void
    ) async throws(BuildError) -> ReplayReport {
        let built = try await Builder(
            store, projections: projections, place: place, workers: workers
        ).run(through: position, progress: progress)
        var report = ReplayReport(failures: built.failures)
        for projection in projections where built.built.contains(projection.name) {
            let digest = try await store.pool.perform(throwing: BuildError.self) {
                connection throws(BuildError) in
                try BuildError.wrapping { () throws(EventStoreError) in
                    try projection.digest(in: place, at: position, on: connection)
                }
            }
            report.models.append(
                ReplayedModel(digest: digest, live: try await compare(digest, of: projection)))
        }
        return report
    }

    private func compare(
        _ digest: ReadModelDigest, of projection: any Projection
    ) async throws(BuildError) -> ReplayedModel.Live {
        do throws(DigestError) {
            let live = try await ReadModels(store)
                .digests(of: [projection], at: digest.position)
            if live == [digest] { return .equal }
            return live.first.map { .different($0) }
                ?? .unknown(.notBuilt(projection: projection.name))
        } catch {
            if case .store(let error) = error { throw .store(error) }
            return .unknown(error)
        }
    }
}
