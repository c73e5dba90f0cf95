import EventStorage
import Filings
import Postgres

/// Reading and applying.
extension ProjectorShift {
    /// Reads one batch for each place where runners stand, and applies it to them.
    ///
    /// A projection that is far behind so does not hold the others up.
    ///
    /// - Parameter head: Nothing is read from there on.
    /// - Returns: Whether anything moved.
    func round(to head: Int64 = .max) async throws(EventStoreError) -> Bool {
        var hasMoved = false
        for place in state.places where place < head {
            let batch = try await projector.store.batch(after: place, most: projector.batch)
            if batch.last == place { continue }
            hasMoved = true
            let standing = state.runners.values.filter { $0.position == place }
                .sorted { $0.projection.name < $1.projection.name }
            try await pass(batch, over: standing)
            for runner in standing { try await apply(batch, to: runner.projection.name) }
        }
        return hasMoved
    }

    /// Moves all the runners whom a batch does not concern, in one statement.
    private func pass(
        _ batch: LogBatch, over runners: [ProjectorState.Runner]
    ) async throws(EventStoreError) {
        let steps = runners.compactMap { runner -> Checkpoint.Step? in
            let share = runner.projection.share(
                of: batch, after: runner.position, skips: state.skips)
            guard share.isEmpty else { return nil }
            return Checkpoint.Step(
                projection: runner.projection.name, epoch: runner.epoch, before: runner.position,
                after: share.reached)
        }
        if steps.isEmpty { return }
        let moved = try await projector.perform { connection throws(EventStoreError) in
            try connection.transaction(throwing: EventStoreError.self) {
                connection throws(EventStoreError) in
                try connection.stayBrief(throwing: EventStoreError.self)
                return try Checkpoint.move(steps, in: .live, on: connection)
            }
        }
        for step in steps {
            if moved.contains(step.projection) {
                state.runners[step.projection]?.position = step.after
            } else {
                lose(step.projection)
            }
        }
    }

    private func apply(_ batch: LogBatch, to name: String) async throws(EventStoreError) {
        guard let runner = state.runners[name], runner.position < batch.last else { return }
        let share = runner.projection.share(of: batch, after: runner.position, skips: state.skips)
        do throws(ApplyFailure) {
            let (reached, bad) = try await projector.store.pool.perform(
                throwing: ApplyFailure.self
            ) { connection throws(ApplyFailure) in
                try runner.projection.apply(
                    share, from: runner.position, under: runner.epoch, in: .live, on: connection)
            }
            state.runners[name]?.position = reached
            if let bad { stop(at: bad) }
        } catch {
            switch error {
            case .fenced: lose(name)
            case .store(let error): try rest(name, after: error)
            }
        }
    }

    /// An error of one projection holds up no other.
    func rest(_ name: String, after error: EventStoreError) throws(EventStoreError) {
        try state.rest(name, after: error, for: projector.lease)
        report(.trouble(error))
    }

    func stop(at bad: BadEvent) {
        state.drop(bad.projection)
        state.stopped.insert(bad.projection)
        report(.stopped(bad))
    }

    /// Somebody else has it, or a rebuilt table took the place of the live one: looks again soon.
    private func lose(_ name: String) {
        state.drop(name)
        lookedAt = nil
        report(.lost(projection: name))
    }
}
