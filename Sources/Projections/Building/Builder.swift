import EventStorage
import Postgres

/// Computes tables of projections from the log: all of them in one reading, in parallel by stream.
///
/// Into a place beside the live tables, which nobody disturbs meanwhile. What is done survives:
/// after a kill, or on another host, the same call finds the build and does only what is not done.
/// One process builds the place `next` at a time.
package struct Builder: Sendable {
    private let store: EventStore
    private let projections: [any Projection]
    private let place: TablePlace
    private let workers: Int
    private let rangeEvents: Int64

    /// - Parameters:
    ///   - place: `next`, or a replay of a name that is new.
    ///   - workers: How many connections read, fold and write beside each other.
    ///   - rangeEvents: About how many events one transaction computes.
    package init(
        _ store: EventStore, projections: [any Projection], place: TablePlace, workers: Int,
        rangeEvents: Int64 = 40_000
    ) {
        self.store = store
        self.projections = projections
        self.place = place
        self.workers = max(1, workers)
        self.rangeEvents = max(1, rangeEvents)
    }

    /// Builds the tables, or goes on with an interrupted build.
    ///
    /// - Parameters:
    ///   - target: The last position to read; `nil`: the head now. A build that goes on keeps its
    ///     own.
    ///   - progress: Called from the workers, several times a second.
    /// - Returns: What was built; a projection that met a bad event is among the failures, and the
    ///   others are built all the same.
    /// - Throws: ``BuildError``; what was done stays.
    package func run(
        through target: Int64? = nil,
        progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
    ) async throws(BuildError) -> BuildReport {
        guard place == .next else {
            return try await run(through: target, under: nil, progress: progress)
        }
        return try await BuildLock.holding(in: store.pool) { lock throws(BuildError) in
            try await run(through: target, under: lock, progress: progress)
        }
    }

    /// Looks for interrupted builds until all projections are built: one that failed once is not in
    /// its old build any more.
    func run(
        through target: Int64?, under lock: BuildLock?,
        progress: @escaping @Sendable (BuildProgress) -> Void
    ) async throws(BuildError) -> BuildReport {
        var report = BuildReport()
        var wanted = projections
        while !wanted.isEmpty {
            let build = try await findOrBegin(wanted, through: target)
            let names = build.projections.map(\.name)
            try await run(build, lock: lock, report: &report, progress: progress)
            wanted.removeAll { names.contains($0.name) }
        }
        return report
    }

    private func findOrBegin(
        _ wanted: [any Projection], through target: Int64?
    ) async throws(BuildError) -> Build {
        let last: Int64
        do throws(EventStoreError) {
            if let target { last = target } else { last = try await store.head().position }
        } catch {
            throw .store(error)
        }
        let build: String
        if case .replay(let name) = place {
            build = name
        } else {
            build = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        }
        return try await store.pool.perform(throwing: BuildError.self) {
            connection throws(BuildError) in
            try connection.transaction(throwing: BuildError.self) {
                connection throws(BuildError) in
                try connection.stayBrief(throwing: BuildError.self)
                guard place == .next else {
                    return try Build.begin(
                        wanted, in: place, name: build, target: last, rangeEvents: rangeEvents,
                        on: connection)
                }
                let found = try Build.unfinished(of: wanted, on: connection)
                try Build.discardOthers(than: found, of: wanted, on: connection)
                if let found { return found }
                return try Build.begin(
                    wanted, in: place, name: build, target: last, rangeEvents: rangeEvents,
                    on: connection)
            }
        }
    }

    private func run(
        _ build: Build, lock: BuildLock?, report: inout BuildReport,
        progress: @escaping @Sendable (BuildProgress) -> Void
    ) async throws(BuildError) {
        let began = ContinuousClock.now
        var build = build
        let watch = try await watch(of: build, progress: progress)
        if build.phase == .loading {
            try await load(build, watch: watch)
            try await lock?.check()
            build.projections.removeAll { watch.hasFailed($0.name) }
            try await endLoading(build, without: watch.failures)
            build.phase = .indexing
        }
        report.failures += watch.failures
        report.target = build.target
        report.events = max(report.events, watch.total)
        report.loading += ContinuousClock.now - began
        if build.projections.isEmpty { return }
        if build.phase != .built {
            let began = ContinuousClock.now
            try await BuildIndexes(build: build, workers: workers).make(
                in: store.pool, progress: progress)
            try await lock?.check()
            try await BuildEnd(build: build).write(in: store.pool)
            report.indexing += ContinuousClock.now - began
        }
        report.built += build.projections.map(\.name)
    }

    private func watch(
        of build: Build, progress: @escaping @Sendable (BuildProgress) -> Void
    ) async throws(BuildError) -> BuildWatch {
        let sums = try await store.pool.perform(throwing: BuildError.self) {
            connection throws(BuildError) in
            try BuildError.wrappingDatabase { () throws(DatabaseError) in
                let row = try connection.query(
                    """
                    SELECT coalesce(sum(events) FILTER (WHERE done_at IS NOT NULL), 0)::bigint,
                        coalesce(sum(events), 0)::bigint
                    FROM annals_read.build_ranges WHERE build = \(build.name)
                    """
                ).first
                let done: Int64 = try row?.decode(0) ?? 0
                let total: Int64 = try row?.decode(1) ?? 0
                return (done: done, total: total)
            }
        }
        return BuildWatch(done: sums.done, total: sums.total, showing: progress)
    }

    private func load(_ build: Build, watch: BuildWatch) async throws(BuildError) {
        let skips: Skips
        do throws(EventStoreError) {
            skips = try await Skips(of: build.projections.map(\.name), in: store)
        } catch {
            throw .store(error)
        }
        let worker = RangeWorker(build: build, skips: skips, watch: watch)
        let pool = store.pool
        try await Workers.run(workers, in: pool) { connection throws(BuildError) in
            try worker.runNext(waits: false, on: connection)
        }
        // Sessions of a process that was killed may still hold ranges for a moment.
        try await Workers.run(1, in: pool) { connection throws(BuildError) in
            try worker.runNext(waits: true, on: connection)
        }
    }

    private func endLoading(
        _ build: Build, without failures: [BadEvent]
    ) async throws(BuildError) {
        try await store.pool.perform(throwing: BuildError.self) { connection throws(BuildError) in
            try connection.transaction(throwing: BuildError.self) {
                connection throws(BuildError) in
                try connection.stayBrief(throwing: BuildError.self)
                try build.move(to: .indexing, on: connection)
                for bad in failures {
                    try Build.drop(bad.projection, in: build.place, on: connection)
                }
                try BuildError.wrappingDatabase { () throws(DatabaseError) in
                    for bad in failures {
                        try Build.leave(build.name, bad.projection, on: connection)
                    }
                    if build.projections.isEmpty {
                        try connection.execute(
                            "DELETE FROM annals_read.builds WHERE build = \(build.name)")
                    }
                }
            }
        }
    }
}
