import EventStorage
import Glibc
import Postgres

/// Computes read models again beside the live ones, compares, and puts them in place.
///
/// Questions are answered by the live tables until the swap, one transaction of milliseconds.
public struct Rebuilder: Sendable {
    private let store: EventStore
    private let projections: [any Projection]
    private let workers: Int

    /// The number of cores: each worker keeps one busy.
    public static var usualWorkers: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// - Parameters:
    ///   - names: The projections, of ``Projector/names``. None: all.
    ///   - workers: How many connections build side by side.
    public init(
        _ store: EventStore, names: [String] = [], workers: Int = Self.usualWorkers
    ) {
        self.init(
            store,
            projections: ProjectionCatalog.all.filter { names.isEmpty || names.contains($0.name) },
            workers: workers)
    }

    package init(
        _ store: EventStore, projections: [any Projection], workers: Int = Self.usualWorkers
    ) {
        self.store = store
        self.projections = projections
        self.workers = workers
    }

    /// Builds, catches up, compares and swaps.
    ///
    /// - Parameters:
    ///   - swaps: False: the tables stay beside the live ones, where the next call finds them.
    ///   - progress: Called from several threads, several times a second.
    /// - Throws: ``BuildError``; the live tables are as before, and what was built stays for the
    ///   next call.
    public func run(
        swaps: Bool = true,
        progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
    ) async throws(BuildError) -> RebuildReport {
        // To the end: nobody throws away what is built before it is in place.
        try await BuildLock.holding(in: store.pool) { lock throws(BuildError) in
            try await run(swaps: swaps, under: lock, progress: progress)
        }
    }

    private func run(
        swaps: Bool, under lock: BuildLock,
        progress: @escaping @Sendable (BuildProgress) -> Void
    ) async throws(BuildError) -> RebuildReport {
        let built = try await Builder(
            store, projections: projections, place: .next, workers: workers
        ).run(through: nil, under: lock, progress: progress)
        var report = RebuildReport()
        report.failures = built.failures
        report.events = built.events
        report.loading = built.loading
        report.indexing = built.indexing
        report.target = built.target
        var ready = projections.filter { built.built.contains($0.name) }
        while !ready.isEmpty {
            do throws(BuildError) {
                try await putInPlace(ready, swaps: swaps, report: &report, progress: progress)
                break
            } catch {
                // One that cannot follow stays as it was; the others go on without it.
                guard case .badEvent(let bad) = error else { throw error }
                report.failures.append(bad)
                ready.removeAll { $0.name == bad.projection }
            }
        }
        return report
    }

    private func putInPlace(
        _ ready: [any Projection], swaps: Bool, report: inout RebuildReport,
        progress: @escaping @Sendable (BuildProgress) -> Void
    ) async throws(BuildError) {
        let catchUp = CatchUp(store: store, place: .next, skips: try await skips())
        var began = ContinuousClock.now
        try await catchUp.run(ready, progress: progress)
        report.catchingUp = ContinuousClock.now - began
        began = ContinuousClock.now
        report.tables = try await compare(ready, progress: progress)
        report.comparing = ContinuousClock.now - began
        guard swaps else { return }
        try await catchUp.run(ready, progress: progress)
        progress(.init(.swapping, done: 0, total: 1))
        report.swap = try await TableSwap(catchUp: catchUp, direction: .forward).run(ready)
    }

    private func compare(
        _ ready: [any Projection], progress: @Sendable (BuildProgress) -> Void
    ) async throws(BuildError) -> [RebuildReport.Table] {
        let comparer = TableComparer(pool: store.pool)
        var tables: [RebuildReport.Table] = []
        for (index, projection) in ready.enumerated() {
            progress(.init(.comparing, done: Int64(index), total: Int64(ready.count)))
            tables.append(
                .init(
                    projection: projection.name, version: projection.version,
                    rows: try await comparer.rows(of: projection),
                    comparison: try await comparer.compare(projection)))
        }
        return tables
    }

    /// What ``run(swaps:progress:)`` would take; changes nothing.
    public func estimate() async throws(BuildError) -> RebuildEstimate {
        try await Estimating(store: store, projections: projections, workers: workers).run()
    }

    /// Puts the former tables back in place, and keeps the live ones as former.
    ///
    /// Tables of this program's version are brought to where the live ones are first. One of another
    /// version is put back as it was left, and paused: this program would else compute it again.
    ///
    /// - Parameter actor: Who wants it: a login name.
    /// - Throws: ``BuildError/noFormer(projection:)``, nothing changed, when one of them has none.
    public func revert(by actor: String) async throws(BuildError) -> SwapReport {
        let formers = try await formers()
        let catchUp = CatchUp(store: store, place: .former, skips: try await skips())
        let current = projections.filter { formers[$0.name] == $0.version }
        try await catchUp.run(current) { _ in }
        return try await TableSwap(catchUp: catchUp, direction: .back(actor: actor))
            .run(projections)
    }

    private func skips() async throws(BuildError) -> Skips {
        do throws(EventStoreError) {
            return try await Skips(of: projections.map(\.name), in: store)
        } catch {
            throw .store(error)
        }
    }

    /// The versions of the former tables.
    private func formers() async throws(BuildError) -> [String: Int64] {
        let standing = try await store.pool.perform(throwing: BuildError.self) {
            connection throws(BuildError) in
            try PlacedCheckpoints(of: projections, locks: false, on: connection)
        }
        var versions: [String: Int64] = [:]
        for projection in projections {
            guard let former = standing[projection, .former] else {
                throw .noFormer(projection: projection.name)
            }
            versions[projection.name] = former.version
        }
        return versions
    }
}

extension BuildProgress {
    init(_ phase: Phase, done: Int64, total: Int64) {
        self.init(phase: phase, done: done, total: total, doneBefore: 0, elapsed: .zero)
    }
}
