import EventStorage
import Filings
import Postgres

/// Puts the epoch of a lease into the live checkpoint: from then on nobody who had it before can
/// write.
struct Fence {
    let holder: LeaseHolder
    let subject: LeaseHolder.Subject

    enum Outcome: Equatable, Sendable {
        /// The checkpoint, under this holder's epoch.
        case mine(Checkpoint)
        /// There is no live table, or one of an older version.
        case absent
        /// The live table is of a newer version than this program's.
        case newer(version: Int64)
        /// Somebody else has the lease.
        case lost
    }

    /// How many waits of 200 ms a transaction that is not paused may take.
    private static let patience = 10

    /// A transaction that somebody paused in the middle of it holds the checkpoint's row: whoever
    /// lost the lease may not keep it, so its session is ended.
    func raise(on connection: isolated Connection) throws(EventStoreError) -> Outcome {
        var attempt = 0
        while true {
            attempt += 1
            do throws(EventStoreError) {
                return try connection.transaction(throwing: EventStoreError.self) {
                    connection throws(EventStoreError) in
                    try connection.stayBrief(
                        lockTimeout: .milliseconds(200), throwing: EventStoreError.self)
                    return try raiseInside(connection)
                }
            } catch {
                guard case .database(let failure) = error,
                    failure.sqlState == .lockNotAvailable, attempt < 2 * Self.patience
                else { throw error }
                if attempt >= Self.patience { try evict(on: connection) }
            }
        }
    }

    private func raiseInside(
        _ connection: isolated Connection
    ) throws(EventStoreError) -> Outcome {
        let lease = try connection.rows(
            """
            SELECT epoch FROM annals_read.leases
            WHERE projection = \(subject.projection) AND version = \(subject.version)
                AND projector = \(holder.name) FOR UPDATE
            """
        ).first
        guard let lease else { return .lost }
        guard
            let checkpoint = try Checkpoint.locked(subject.projection, in: .live, on: connection)
        else { return .absent }
        if checkpoint.version > subject.version { return .newer(version: checkpoint.version) }
        if checkpoint.version < subject.version { return .absent }
        let own: Int64 = try lease.value(0)
        let epoch = max(own, checkpoint.epoch + 1)
        try connection.change(
            """
            UPDATE annals_read.leases SET epoch = \(epoch)
            WHERE projection = \(subject.projection) AND version = \(subject.version)
            """)
        let row = try connection.rows(
            """
            UPDATE annals_read.checkpoints
            SET epoch = \(epoch),
                system_identifier = (SELECT system_identifier::text FROM pg_control_system()),
                timeline = (SELECT timeline_id FROM pg_control_checkpoint())
            WHERE projection = \(subject.projection) AND place = 'live'
            RETURNING \(Checkpoint.columns)
            """
        ).first
        return try row.map { row throws(EventStoreError) in .mine(try Checkpoint(row)) } ?? .absent
    }

    /// Ends the session whose open transaction holds the checkpoint's row.
    private func evict(on connection: isolated Connection) throws(EventStoreError) {
        _ = try connection.rows(
            """
            SELECT pg_terminate_backend(a.pid)
            FROM annals_read.checkpoints k JOIN pg_stat_activity a ON a.backend_xid = k.xmax
            WHERE k.projection = \(subject.projection) AND k.place = 'live'
                AND a.pid <> pg_backend_pid()
                AND (a.state LIKE 'idle in transaction%' OR a.wait_event = 'ClientRead')
            """)
    }
}
