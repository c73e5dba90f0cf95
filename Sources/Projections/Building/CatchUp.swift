import EventStorage
import Filings
import Postgres

/// Applies what was recorded since to tables beside the live ones.
struct CatchUp: Sendable {
    let store: EventStore
    let place: TablePlace
    let skips: Skips

    /// How many events are in memory at a time, and so in a transaction.
    private static var batch: Int64 { 5_000 }
    /// So close behind, the rest is left to the swap.
    private static var closeEvents: Int64 { 1_000 }
    /// While as much is recorded as applied, no number of rounds helps: the swap makes the live
    /// tables' projectors wait, and so comes to an end.
    private static var mostRounds: Int { 8 }

    /// Brings the tables close to the live ones; each is read for once.
    ///
    /// - Throws: ``BuildError/badEvent(_:)`` for the first event that one of them cannot take.
    func run(
        _ projections: [any Projection], progress: @Sendable (BuildProgress) -> Void
    ) async throws(BuildError) {
        for _ in 0..<Self.mostRounds {
            let (from, goal) = try await standing(of: projections)
            if goal - from <= Self.closeEvents { return }
            try await advance(projections, from: from, to: goal, progress: progress)
        }
    }

    /// The lowest of the tables and the highest of the live ones.
    private func standing(
        of projections: [any Projection]
    ) async throws(BuildError) -> (Int64, Int64) {
        try await store.pool.perform(throwing: BuildError.self) { connection throws(BuildError) in
            let standing = try PlacedCheckpoints(of: projections, locks: false, on: connection)
            var own: [Int64] = []
            var live: [Int64] = []
            for projection in projections {
                guard let checkpoint = standing[projection, place] else { throw .discarded }
                own.append(checkpoint.position)
                live.append(standing[projection, .live]?.position ?? 0)
            }
            return (own.min() ?? 0, min(live.max() ?? 0, try Self.head(on: connection)))
        }
    }

    /// A live table of another history may stand beyond it.
    static func head(on connection: isolated Connection) throws(BuildError) -> Int64 {
        try BuildError.wrapping { () throws(EventStoreError) in
            try connection.rows("SELECT position FROM annals.head WHERE ledger_id = 1")
                .first?.value(0) ?? 0
        }
    }

    private func advance(
        _ projections: [any Projection], from: Int64, to goal: Int64,
        progress: @Sendable (BuildProgress) -> Void
    ) async throws(BuildError) {
        let began = ContinuousClock.now
        var position = from
        while position < goal {
            let (start, last) = (position, min(goal, position + Self.batch))
            try await store.pool.perform(throwing: BuildError.self) {
                connection throws(BuildError) in
                try connection.transaction(throwing: BuildError.self) {
                    connection throws(BuildError) in
                    try connection.stayBrief(throwing: BuildError.self)
                    let standing = try PlacedCheckpoints(
                        of: projections, locks: true, only: place, on: connection)
                    try step(
                        projections, standing, after: start, through: last, on: connection)
                }
            }
            position = last
            progress(
                BuildProgress(
                    phase: .catchingUp, done: position - from, total: goal - from, doneBefore: 0,
                    elapsed: ContinuousClock.now - began))
        }
    }

    /// Applies everything up to a position, in a transaction that holds the checkpoints' rows.
    func finish(
        _ projections: [any Projection], _ standing: PlacedCheckpoints, through goal: Int64,
        on connection: isolated Connection
    ) throws(BuildError) {
        var position = projections.compactMap { standing[$0, place]?.position }.min() ?? goal
        while position < goal {
            let last = min(goal, position + Self.batch)
            try step(projections, standing, after: position, through: last, on: connection)
            position = last
        }
    }

    /// Applies the events between to the tables that have not seen them.
    private func step(
        _ projections: [any Projection], _ standing: PlacedCheckpoints, after position: Int64,
        through last: Int64, on connection: isolated Connection
    ) throws(BuildError) {
        let batch = try BuildError.wrapping { () throws(EventStoreError) in
            try LogBatch(after: position, through: last, on: connection)
        }
        for projection in projections {
            guard let own = standing[projection, place] else { throw .discarded }
            if own.position >= last { continue }
            try projection.write(
                projection.share(of: batch, after: own.position, skips: skips), in: place,
                on: connection)
        }
        try BuildError.wrappingDatabase { () throws(DatabaseError) in
            try connection.execute(
                """
                UPDATE annals_read.checkpoints AS k
                SET position = \(last), event_key = e.source_key,
                    event_recorded_at = e.recorded_at,
                    system_identifier = s.system_identifier::text, timeline = c.timeline_id,
                    updated_at = clock_timestamp()
                FROM pg_control_system() s, pg_control_checkpoint() c, annals.events e
                WHERE k.projection = ANY (\(projections.map(\.name))) AND k.place = \(place.word)
                    AND k.position < \(last) AND e.position = \(last)
                """)
        }
    }
}

extension Projection {
    /// Folds events into the rows of a place and writes them, without the checkpoint.
    fileprivate func write(
        _ share: BatchShare, in place: TablePlace, on connection: isolated Connection
    ) throws(BuildError) {
        if share.isEmpty { return }
        let table = ProjectionTable(self, in: place)
        let (fold, refused) = try BuildError.wrapping { () throws(EventStoreError) in
            try self.fold(share.events, in: table, on: connection)
        }
        if let bad = refused ?? share.bad { throw .badEvent(bad) }
        try BuildError.wrapping { () throws(EventStoreError) in
            try table.write(fold, on: connection)
        }
    }
}
