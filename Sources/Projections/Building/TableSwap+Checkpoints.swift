import Postgres

extension TableSwap {
    /// Moves the checkpoints as the tables, and fences whoever runs the projection: its lease's
    /// epoch is not the checkpoint's any more.
    ///
    /// What the rows say is exchanged, and the live row stays the live one: a projector that waits
    /// for its lock would else find no row there.
    func moveCheckpoints(
        of table: SwapReport.Table, epoch: Int64, on connection: isolated Connection
    ) throws(DatabaseError) {
        let name = table.projection
        try exchange(name, on: connection)
        switch direction {
        case .forward:
            try connection.execute(
                """
                DELETE FROM annals_read.checkpoints
                WHERE projection = \(name) AND place = 'former'
                """)
            try rename(name, "next", to: "former", on: connection)
            try endBuild(of: name, on: connection)
            // It got past the event at which the live one stands.
            try connection.execute(
                """
                DELETE FROM annals_read.stops WHERE projection = \(name) AND kind = 'failed'
                    AND position <= \(table.position)
                """)
        case .back(let actor):
            if table.isPaused { try pause(table, actor: actor, on: connection) }
        }
        try raiseEpoch(of: name, over: epoch, on: connection)
    }

    /// Exchanges what two checkpoints say; without a live one the other becomes it.
    private func exchange(
        _ projection: String, on connection: isolated Connection
    ) throws(DatabaseError) {
        let place = catchUp.place.word
        let columns: SQL = """
            version, position, event_key, event_recorded_at, system_identifier, timeline, updated_at
            """
        let changed = try connection.execute(
            """
            UPDATE annals_read.checkpoints AS k SET (\(columns)) = (
                SELECT \(columns) FROM annals_read.checkpoints o
                WHERE o.projection = k.projection AND o.place IN ('live', \(place))
                    AND o.place <> k.place)
            WHERE projection = \(projection) AND place IN ('live', \(place))
                AND (SELECT count(*) FROM annals_read.checkpoints c
                    WHERE c.projection = k.projection AND c.place IN ('live', \(place))) = 2
            """)
        if changed == 0 { try rename(projection, place, to: "live", on: connection) }
    }

    private func rename(
        _ projection: String, _ place: String, to other: String,
        on connection: isolated Connection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE annals_read.checkpoints SET place = \(other)
            WHERE projection = \(projection) AND place = \(place)
            """)
    }

    private func endBuild(
        of projection: String, on connection: isolated Connection
    ) throws(DatabaseError) {
        let builds = try connection.query(
            """
            SELECT build FROM annals_read.builds
            WHERE place = 'next' AND \(projection) = ANY (projections)
            """)
        for row in builds { try Build.leave(try row.decode(0), projection, on: connection) }
        try connection.execute(
            "DELETE FROM annals_read.builds WHERE place = 'next' AND projections = '{}'")
    }

    /// Its version is not this program's, which would else compute it again at once.
    private func pause(
        _ table: SwapReport.Table, actor: String, on connection: isolated Connection
    ) throws(DatabaseError) {
        let reason = "went back to version \(table.version) with annals rebuild --revert"
        try connection.execute(
            """
            INSERT INTO annals_read.stops (projection, kind, since, actor, reason)
            VALUES (\(table.projection), 'paused', clock_timestamp(), \(actor), \(reason))
            ON CONFLICT (projection, kind) DO UPDATE
            SET since = excluded.since, actor = excluded.actor, reason = excluded.reason
            """)
    }

    private func raiseEpoch(
        of projection: String, over epoch: Int64, on connection: isolated Connection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            WITH raised AS (
                UPDATE annals_read.checkpoints SET epoch = greatest(\(epoch),
                    (SELECT max(l.epoch) + 1 FROM annals_read.leases l
                     WHERE l.projection = \(projection)))
                WHERE projection = \(projection) AND place IN ('live', 'former')
                RETURNING epoch)
            UPDATE annals_read.leases SET epoch = (SELECT max(raised.epoch) FROM raised)
            WHERE projection = \(projection)
            """)
    }
}
