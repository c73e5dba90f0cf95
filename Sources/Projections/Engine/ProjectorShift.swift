import EventStorage
import Filings
import Postgres

/// One process at work: it keeps its leases, reads the log for its projections and applies it.
actor ProjectorShift {
    let projector: Projector
    let holder: LeaseHolder
    var state = ProjectorState()
    var lookedAt: ContinuousClock.Instant?
    var movedAt: ContinuousClock.Instant?
    /// Builds while other projections follow the log.
    var building: Task<Void, Never>?
    var tell: @Sendable (ProjectorNews) -> Void = { _ in }

    init(_ projector: Projector, follows: Bool) {
        self.projector = projector
        holder = LeaseHolder(duration: projector.lease, follows: follows)
    }

    /// Works until every projection that may run has reached the head, here or elsewhere.
    func run(
        to head: Int64, progress: @escaping @Sendable (_ position: Int64, _ head: Int64) -> Void
    ) async throws(EventStoreError) -> ProjectionRun {
        try await projector.perform { [holder] connection throws(EventStoreError) in
            try holder.beat(on: connection)
        }
        let heart = Task { await beat() }
        let result: Result<ProjectionRun, EventStoreError>
        do throws(EventStoreError) {
            result = .success(try await work(to: head, progress: progress))
        } catch {
            result = .failure(error)
        }
        heart.cancel()
        _ = await heart.value
        await leave()
        return try result.get()
    }

    private func work(
        to head: Int64, progress: @escaping @Sendable (_ position: Int64, _ head: Int64) -> Void
    ) async throws(EventStoreError) -> ProjectionRun {
        var failures = 0
        while true {
            do throws(EventStoreError) {
                try await lookAround()
                var moved = try await round(to: head)
                let isMade = moved ? state.due.isEmpty : try await makeTables(progress: progress)
                if !moved, isMade { moved = try await round(to: head) }
                failures = 0
                if let reached = try await reached(head: head) {
                    progress(min(reached, head), head)
                    if reached >= head { return try await ending(at: head) }
                }
                if !moved {
                    await pause(.milliseconds(20))
                    lookedAt = nil
                }
            } catch {
                failures += 1
                guard case .database(let failure) = error, failure.isRetryable,
                    failure.kind != .cannotConnect, failures < Self.tries
                else { throw error }
                await pause(.milliseconds(20 << failures))
                forgetPlaces()
            }
            if Task.isCancelled {
                throw .database(DatabaseError(kind: .cancelled, message: "The task was cancelled."))
            }
        }
    }

    /// How often one error after the other is survived before it is told.
    static let tries = 8

    func pause(_ duration: Duration) async { try? await Task.sleep(for: duration) }

    /// After an error nobody knows what was committed: looks again before the next step.
    func forgetPlaces() {
        state.runners.removeAll()
        lookedAt = nil
    }

    /// The lowest place of all projections that may run; `nil` while one has no table.
    private func reached(head: Int64) async throws(EventStoreError) -> Int64? {
        if !state.due.isEmpty { return nil }
        let mine = state.runners.values.map(\.position).min() ?? .max
        let others = projector.projections.filter { projection in
            state.runners[projection.name] == nil && !state.stopped.contains(projection.name)
                && !state.newer.contains(projection.name) && state.resting[projection.name] == nil
        }
        if others.isEmpty { return mine == .max ? head : mine }
        if mine < head { return mine }
        let checkpoints = try await projector.checkpoints()
        var lowest = mine
        for other in others {
            guard let checkpoint = checkpoints.first(where: { $0.projection == other.name }),
                checkpoint.version >= other.version
            else { return nil }
            if checkpoint.version > other.version {
                state.newer.insert(other.name)
                continue
            }
            lowest = min(lowest, checkpoint.position)
        }
        return lowest
    }

    private func ending(at head: Int64) async throws(EventStoreError) -> ProjectionRun {
        if let (_, trouble) = state.resting.min(by: { $0.key < $1.key }) { throw trouble.error }
        let names = Set(projector.projections.map(\.name))
        let stops = try await Stops(projector.store).all().filter { names.contains($0.projection) }
        return ProjectionRun(head: head, stops: stops, newer: state.newer.sorted())
    }

    // MARK: The lease

    /// Heartbeats until cancelled; one that fails is followed by the next.
    func beat() async {
        while !Task.isCancelled {
            await pause(projector.lease / 4)
            if Task.isCancelled { return }
            try? await projector.perform { [holder] connection throws(EventStoreError) in
                try holder.beat(on: connection)
            }
        }
    }

    /// Gives the leases back, also when this task was cancelled.
    func leave() async {
        let holder = holder
        let projector = projector
        await Task {
            try? await projector.perform { connection throws(EventStoreError) in
                try holder.leave(on: connection)
            }
        }.value
    }
}
