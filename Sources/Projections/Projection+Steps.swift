import EventStorage
import Filings
import Postgres

/// What the projector does with each projection, whatever its rows are.
extension Projection {
    /// Makes the table when there is none of this version, and the checkpoint with it.
    ///
    /// - Returns: The checkpoint, at position 0 when the table is new.
    func prepare(on connection: isolated Connection) throws(EventStoreError) -> Checkpoint {
        try connection.transaction(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            if let checkpoint = try lockCheckpoint(on: connection), checkpoint.version == version {
                return checkpoint
            }
            do throws(DatabaseError) {
                // Of two projectors that find no checkpoint, the second waits here.
                try connection.execute(Self.start(name, version))
                try ProjectionTable(projection: self).create(on: connection)
            } catch {
                throw EventStoreError(error)
            }
            guard let checkpoint = try lockCheckpoint(on: connection) else {
                throw .notMigrated(detail: "no checkpoint for \(name)")
            }
            return checkpoint
        }
    }

    /// Applies a batch and moves the checkpoint, in one transaction.
    ///
    /// - Parameters:
    ///   - events: In the order of positions; those up to the checkpoint are passed over.
    ///   - before: Where the checkpoint was when the batch was read.
    /// - Returns: The checkpoint afterwards: another projector's when it was faster.
    func apply(
        _ events: [RecordedEvent], after before: Int64, on connection: isolated Connection
    ) throws(EventStoreError) -> Int64 {
        try connection.transaction(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            guard let checkpoint = try lockCheckpoint(on: connection),
                checkpoint.version == version
            else {
                throw .notMigrated(
                    detail: "the checkpoint of \(name) is gone or of another version")
            }
            guard checkpoint.position == before, let last = events.last, last.position > before
            else { return checkpoint.position }
            let fresh = events.drop { $0.position <= before }
            let table = ProjectionTable(projection: self)
            let touched = Set(fresh.flatMap { self.keys(of: $0) })
            let rows =
                touched.isEmpty ? [:] : try table.openRows(of: Array(touched), on: connection)
            var fold = ProjectionFold(self, rows: rows)
            for event in fresh { fold.apply(event) }
            try table.write(fold, on: connection)
            do throws(DatabaseError) {
                try connection.execute(Self.move(name, to: last))
            } catch {
                throw EventStoreError(error)
            }
            return last.position
        }
    }

    private func lockCheckpoint(
        on connection: isolated Connection
    ) throws(EventStoreError) -> Checkpoint? {
        let row: Postgres.Row?
        do throws(DatabaseError) {
            row = try connection.query(
                """
                SELECT \(Checkpoint.columns) FROM annals_read.checkpoints
                WHERE projection = \(name) FOR UPDATE
                """
            ).first
        } catch {
            throw EventStoreError(error)
        }
        return try row.map { row throws(EventStoreError) in try Checkpoint(row) }
    }

    private static func start(_ name: String, _ version: Int64) -> SQL {
        """
        INSERT INTO annals_read.checkpoints
        SELECT \(name), 1, \(version), 0, NULL, s.system_identifier::text, c.timeline_id, 1,
            clock_timestamp()
        FROM pg_control_system() s, pg_control_checkpoint() c
        ON CONFLICT (projection) DO UPDATE
        SET version = excluded.version, position = 0, event_key = NULL,
            system_identifier = excluded.system_identifier, timeline = excluded.timeline,
            epoch = annals_read.checkpoints.epoch + 1, updated_at = excluded.updated_at
        """
    }

    private static func move(_ name: String, to event: RecordedEvent) -> SQL {
        """
        UPDATE annals_read.checkpoints AS k
        SET position = \(event.position), event_key = \(event.id),
            system_identifier = s.system_identifier::text, timeline = c.timeline_id,
            updated_at = clock_timestamp()
        FROM pg_control_system() s, pg_control_checkpoint() c
        WHERE k.projection = \(name)
        """
    }
}
