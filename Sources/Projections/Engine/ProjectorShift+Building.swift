import EventStorage
import Filings
import Postgres

/// Tables that projections lack, or have of an older version.
extension ProjectorShift {
    /// So few events are folded into an empty table faster than a build gets going.
    private static var fewEvents: Int64 { 20_000 }

    /// Makes the tables that are due. Those without any predecessor are made empty while the log is
    /// short; all others are built beside what is live, together, in one reading of the log.
    ///
    /// - Returns: Whether all is made; else another process builds.
    func makeTables(
        progress: @escaping @Sendable (_ position: Int64, _ head: Int64) -> Void
    ) async throws(EventStoreError) -> Bool {
        if state.due.isEmpty { return true }
        try await makeEmptyTables()
        let due = state.due.values.sorted { $0.name < $1.name }
        if due.isEmpty { return true }
        let rebuilder = Rebuilder(projector.store, projections: due)
        let report: RebuildReport
        do throws(BuildError) {
            report = try await rebuilder.run { progress($0.done, $0.total) }
        } catch {
            switch error {
            case .busy, .discarded:
                // Another process builds, and perhaps has built: the checkpoints tell.
                state.due.removeAll()
                lookedAt = nil
                return false
            case .store(let error): throw error
            case .badEvent(let bad): return try await stopBuilding(at: [bad])
            case .tableInUse, .noFormer:
                throw .database(
                    DatabaseError(sqlState: .lockNotAvailable, message: "\(error)"))
            }
        }
        let failed = Set(report.failures.map(\.projection))
        try await takeBuilt(due.filter { !failed.contains($0.name) })
        return failed.isEmpty ? true : try await stopBuilding(at: report.failures)
    }

    private func makeEmptyTables() async throws(EventStoreError) {
        guard try await projector.store.head().position <= Self.fewEvents else { return }
        let due = state.due.values.sorted { $0.name < $1.name }
        let made = try await projector.perform { connection throws(EventStoreError) in
            var made: [any Projection] = []
            for projection in due {
                let isMade = try connection.transaction(throwing: EventStoreError.self) {
                    connection throws(EventStoreError) in
                    try connection.stayBrief(throwing: EventStoreError.self)
                    return try projection.makeLiveTable(on: connection)
                }
                if isMade { made.append(projection) }
            }
            return made
        }
        try await takeBuilt(made)
    }

    private func takeBuilt(_ projections: [any Projection]) async throws(EventStoreError) {
        for projection in projections {
            state.due[projection.name] = nil
            try await take(
                projection,
                LeaseHolder.Subject(projection: projection.name, version: projection.version))
        }
    }

    private func stopBuilding(at failures: [BadEvent]) async throws(EventStoreError) -> Bool {
        try await projector.perform { connection throws(EventStoreError) in
            for bad in failures { try Stop.note(bad, on: connection) }
        }
        for bad in failures { stop(at: bad) }
        return false
    }
}

extension Projection {
    /// Makes the empty live table with its indexes and its checkpoint, where there is none.
    ///
    /// - Returns: False when there is one, of whatever version.
    fileprivate func makeLiveTable(
        on connection: isolated Connection
    ) throws(EventStoreError) -> Bool {
        guard try Checkpoint.locked(name, in: .live, on: connection) == nil else { return false }
        let table = ProjectionTable(self)
        try Checkpoint.start(name, version: version, in: .live, on: connection)
        do throws(DatabaseError) {
            try table.create(on: connection)
            try table.createIndexes(on: connection)
        } catch {
            throw EventStoreError(error)
        }
        return true
    }
}
