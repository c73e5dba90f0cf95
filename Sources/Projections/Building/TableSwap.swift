import EventStorage
import Postgres

/// Puts tables in the live ones' place, all of them in one transaction.
///
/// Questions never see a half table, nor an error: one that comes meanwhile waits for the commit and
/// then reads the new table. A question that holds the old one for long is not queued upon: the swap
/// gives up after 50 ms, lets everybody pass, and tries again. Locks are taken in the order that
/// projectors have, the checkpoint's row first and the table then.
struct TableSwap: Sendable {
    enum Direction {
        /// The next tables become live, the live ones former; what was former goes.
        case forward
        /// The former and the live tables change places.
        case back(actor: String)
    }

    let catchUp: CatchUp
    let direction: Direction

    /// Locks on live tables are waited for at most so long, by the swap and so by those behind it.
    private static var patience: Duration { .milliseconds(50) }
    private static var longest: Duration { .seconds(60) }
    /// - Throws: ``BuildError/tableInUse(projection:)`` after a minute of trying, nothing changed.
    func run(_ projections: [any Projection]) async throws(BuildError) -> SwapReport {
        let projections = projections.sorted { $0.name < $1.name }
        let began = ContinuousClock.now
        var retries = 0
        while true {
            do throws(BuildError) {
                var report = try await attempt(projections)
                report.retries = retries
                await dropAside(projections)
                return report
            } catch {
                guard case .store(.database(let cause)) = error,
                    cause.sqlState == .lockNotAvailable || cause.isRetryable
                else { throw error }
                if ContinuousClock.now - began > Self.longest {
                    throw .tableInUse(projection: projections.map(\.name).joined(separator: ", "))
                }
                retries += 1
                do {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 20...100)))
                } catch {
                    throw BuildError(DatabaseError(kind: .cancelled, message: "Cancelled."))
                }
                // What came meanwhile is not left to the locks of the next attempt.
                if case .forward = direction { try await catchUp.run(projections) { _ in } }
            }
        }
    }

    private func attempt(_ projections: [any Projection]) async throws(BuildError) -> SwapReport {
        try await catchUp.store.pool.perform(throwing: BuildError.self) {
            connection throws(BuildError) in
            var lockedAt: ContinuousClock.Instant?
            var report = try connection.transaction(throwing: BuildError.self) {
                connection throws(BuildError) in
                try swap(projections, lockedAt: &lockedAt, on: connection)
            }
            if let lockedAt { report.held = ContinuousClock.now - lockedAt }
            return report
        }
    }

    private func swap(
        _ projections: [any Projection], lockedAt: inout ContinuousClock.Instant?,
        on connection: isolated Connection
    ) throws(BuildError) -> SwapReport {
        // A process that is paused inside holds what others wait for no longer than this.
        try script(
            """
            SET LOCAL ROLE annals_projector;
            SET LOCAL lock_timeout = '5s';
            SET LOCAL idle_in_transaction_session_timeout = '5s'
            """, connection)
        // Keeps autovacuum away, of new tables too, which it looks at as soon as they are built: it
        // gives way only to one who waits longer than the swap may let questions wait. This lock lets
        // everybody read and write.
        for place in [TablePlace.live, .next, .former] {
            for projection in try tables(of: projections, in: place, on: connection) {
                try script(
                    "LOCK TABLE \(Self.table(projection, in: place)) "
                        + "IN SHARE UPDATE EXCLUSIVE MODE", connection)
            }
        }
        let live = try tables(of: projections, in: .live, on: connection)
        let standing = try PlacedCheckpoints(of: projections, locks: true, on: connection)
        for projection in projections where standing[projection, catchUp.place] == nil {
            throw missing(projection)
        }
        // Projectors wait from here on, questions do not yet: what is left to apply may take its
        // time.
        let current = projections.filter { standing[$0, catchUp.place]?.version == $0.version }
        let goal = min(
            current.compactMap { standing[$0, .live]?.position }.max() ?? 0,
            try CatchUp.head(on: connection))
        try catchUp.finish(current, standing, through: goal, on: connection)
        var report = SwapReport()
        for projection in projections {
            let own = standing[projection, catchUp.place]
            let isCurrent = own?.version == projection.version
            report.tables.append(
                .init(
                    projection: projection.name, version: own?.version ?? projection.version,
                    position: max(own?.position ?? 0, isCurrent ? goal : 0),
                    isPaused: !isCurrent))
        }
        for (projection, table) in zip(projections, report.tables) {
            try BuildError.wrappingDatabase { () throws(DatabaseError) in
                try moveCheckpoints(
                    of: table, epoch: standing.nextEpoch(of: projection), on: connection)
            }
        }
        // All else is done: what is left while questions wait is one round trip and the commit.
        if let first = live.first {
            try script(lock(first, among: live.count), connection)
            lockedAt = ContinuousClock.now
        }
        let locks = live.dropFirst().map { lock($0, among: live.count) }
        let renames = projections.map { moves(of: $0.name) }
        try script((locks + renames).joined(separator: ";"), connection)
        return report
    }

    private static func table(
        _ projection: any Projection, in place: TablePlace = .live
    ) -> String {
        "\(place.schema).\(projection.name)"
    }

    /// Those that have a table there.
    private func tables(
        of projections: [any Projection], in place: TablePlace,
        on connection: isolated Connection
    ) throws(BuildError) -> [any Projection] {
        let names = try BuildError.wrappingDatabase { () throws(DatabaseError) in
            try connection.query(
                """
                SELECT tablename::text FROM pg_tables
                WHERE schemaname = '\(raw: place.schema)'
                    AND tablename = ANY (\(projections.map(\.name)))
                """
            ).map { row throws(DatabaseError) in try row.decode(0, as: String.self) }
        }
        return projections.filter { names.contains($0.name) }
    }

    private func missing(_ projection: any Projection) -> BuildError {
        switch direction {
        case .forward: .discarded
        case .back: .noFormer(projection: projection.name)
        }
    }

    /// Locks a live table; all of them together are waited for no longer than one alone.
    private func lock(_ projection: any Projection, among count: Int) -> String {
        """
        SET LOCAL lock_timeout = \(max(1, Int(Self.patience / .milliseconds(1)) / count));
        LOCK TABLE \(Self.table(projection)) IN ACCESS EXCLUSIVE MODE
        """
    }

    /// A schema where no other table has a projection's name: those of replays are longer.
    private static var aside: String { TablePlace.replay(build: "").schema }

    /// Indexes move with their tables; in a schema their names are apart as the tables' are.
    private func moves(of name: String) -> String {
        let (live, next, former) = (TablePlace.live, TablePlace.next, TablePlace.former)
        let last =
            switch direction {
            case .forward: "ALTER TABLE \(next.schema).\(name) SET SCHEMA \(live.schema)"
            case .back: "ALTER TABLE \(Self.aside).\(name) SET SCHEMA \(live.schema)"
            }
        return """
            DROP TABLE IF EXISTS \(Self.aside).\(name);
            ALTER TABLE IF EXISTS \(former.schema).\(name) SET SCHEMA \(Self.aside);
            ALTER TABLE IF EXISTS \(live.schema).\(name) SET SCHEMA \(former.schema);
            \(last)
            """
    }

    /// Drops what was former, after the swap: a commit that drops files takes their time. What is
    /// left here when that fails goes with the next swap.
    private func dropAside(_ projections: [any Projection]) async {
        let tables = projections.map { "\(Self.aside).\($0.name)" }.joined(separator: ", ")
        try? await catchUp.store.pool.perform { connection throws(DatabaseError) in
            try connection.script(
                "SET LOCAL ROLE annals_projector; DROP TABLE IF EXISTS \(tables)")
        }
    }

    private func script(_ text: String, _ connection: isolated Connection) throws(BuildError) {
        try BuildError.wrappingDatabase { () throws(DatabaseError) in
            try connection.script(text)
        }
    }
}
