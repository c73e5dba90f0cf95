import EventStorage
import Filings
import Postgres

/// Who runs what: stops, leases, the epochs of checkpoints.
extension ProjectorShift {
    /// Looks at stops and leases, takes what is free and this process's share; now and then, and
    /// whenever something was lost.
    func lookAround() async throws(EventStoreError) {
        if let lookedAt, ContinuousClock.now - lookedAt < projector.lease / 4 { return }
        let stops = try await Stops(projector.store).all()
        let wasStopped = state.stopped
        state.stopped = Set(stops.map(\.projection))
        for name in state.stopped where state.leased.contains(name) { state.drop(name) }
        try await claim()
        if state.stopped != wasStopped || lookedAt == nil { try await readSkips() }
        lookedAt = .now
    }

    private func readSkips() async throws(EventStoreError) {
        state.skips = try await Skips(
            of: projector.projections.map(\.name), in: projector.store)
    }

    private func claim() async throws(EventStoreError) {
        let now = ContinuousClock.now
        state.resting = state.resting.filter { $0.value.until > now }
        let runnable = projector.projections.filter {
            !state.stopped.contains($0.name) && state.resting[$0.name] == nil
        }
        let subjects = runnable.map {
            LeaseHolder.Subject(projection: $0.name, version: $0.version)
        }
        let held = try await projector.perform { [holder] connection throws(EventStoreError) in
            try holder.buryNeighbours(on: connection)
            var held = try holder.held(on: connection)
            let idle = held.keys.filter { !subjects.contains($0) }
            if !idle.isEmpty { try holder.release(idle, on: connection) }
            held = held.filter { subjects.contains($0.key) }
            let share = holder.follows ? try holder.share(of: subjects.count, on: connection) : .max
            let surplus = held.keys.sorted { $0.projection < $1.projection }.dropFirst(share)
            if !surplus.isEmpty { try holder.release(Array(surplus), on: connection) }
            for subject in surplus { held[subject] = nil }
            let free = subjects.filter { held[$0] == nil }
            let most = min(free.count, share - min(share, held.count))
            let taken = try holder.claim(free, most: most, on: connection)
            if !taken.isEmpty { try holder.forgetDead(on: connection) }
            return held.merging(taken) { _, new in new }
        }
        for projection in runnable {
            let subject = LeaseHolder.Subject(
                projection: projection.name, version: projection.version)
            let epoch = held[subject]
            if epoch == nil || state.runners[projection.name]?.epoch != epoch {
                state.runners[projection.name] = nil
            }
            if epoch == nil { state.due[projection.name] = nil }
            if epoch != nil, !state.leased.contains(projection.name) {
                do throws(EventStoreError) {
                    try await take(projection, subject)
                } catch {
                    try rest(projection.name, after: error)
                }
            }
        }
    }

    /// Puts a lease's epoch into the checkpoint, and finds out what there is to do.
    func take(
        _ projection: any Projection, _ subject: LeaseHolder.Subject
    ) async throws(EventStoreError) {
        let fence = Fence(holder: holder, subject: subject)
        let outcome = try await projector.perform { connection throws(EventStoreError) in
            try fence.raise(on: connection)
        }
        let wasNewer = state.newer.remove(projection.name) != nil
        switch outcome {
        case .mine(let checkpoint):
            try await projector.check(checkpoint)
            state.runners[projection.name] = ProjectorState.Runner(
                projection: projection, epoch: checkpoint.epoch, position: checkpoint.position)
        case .absent: state.due[projection.name] = projection
        case .newer:
            if !wasNewer { report(.newer(projection: projection.name)) }
            state.newer.insert(projection.name)
        case .lost: break
        }
    }
}

extension Projector {
    /// A checkpoint stands on the event that the log has there, or on another history.
    func check(_ checkpoint: Checkpoint) async throws(EventStoreError) {
        guard checkpoint.position > 0 else { return }
        let row = try await perform { connection throws(EventStoreError) in
            try connection.rows(
                """
                SELECT source_key, recorded_at = \(checkpoint.eventRecordedAt?.timestamp)
                FROM annals.events WHERE position = \(checkpoint.position)
                """
            ).first
        }
        let key: String? = try row?.value(0)
        let isSameTime: Bool = try row?.value(1) ?? false
        if key == checkpoint.eventKey, isSameTime { return }
        let found = key.map { $0 == checkpoint.eventKey ? "it, recorded at another time," : $0 }
        throw .unreadable(
            position: checkpoint.position,
            reason: """
                the read model \(checkpoint.projection) stands on \
                \(checkpoint.eventKey ?? "?"), the log holds \(found ?? "nothing") there: another \
                history; annals rebuild \(checkpoint.projection) computes it again
                """)
    }
}

extension Instant {
    fileprivate var timestamp: TimestampMicroseconds {
        TimestampMicroseconds(microsecondsSinceEpoch)
    }
}
