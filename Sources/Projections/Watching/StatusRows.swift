import EventStorage
import Filings
import Postgres

/// The rows of a ``StatusReading``.
enum StatusRows {
    /// A live table's checkpoint.
    struct Table {
        let version: Int64
        let position: Int64
        let movedAt: Instant
        /// When the first event that is not applied was recorded; `nil`: there is none.
        let nextRecordedAt: Instant?
    }

    struct NamedProjector {
        let name: String
        let status: ProjectorStatus
    }

    private static let epoch = Instant(microsecondsSinceEpoch: 0)

    static func head(
        on connection: isolated Connection
    ) throws(EventStoreError) -> (LogHead, readAt: Instant) {
        let row = try connection.rows(
            """
            SELECT position, streams, recorded_at, clock_timestamp() FROM annals.head
            WHERE ledger_id = 1
            """
        ).first
        guard let row else { throw .notMigrated(detail: "there is no head row") }
        var columns = ColumnReader(row, from: 0)
        let (position, streams) = (try columns.integer(), try columns.integer())
        let head = LogHead(
            position: position, recordedAt: try columns.instant() ?? epoch, streams: streams)
        return (head, try columns.instant() ?? epoch)
    }

    static func recordedAt(
        _ position: Int64, on connection: isolated Connection
    ) throws(EventStoreError) -> Instant? {
        let row = try connection.rows(
            "SELECT recorded_at FROM annals.events WHERE position = \(position)"
        ).first
        return try row.flatMap { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            return try columns.instant()
        }
    }

    static func tables(
        on connection: isolated Connection
    ) throws(EventStoreError) -> [String: Table] {
        let rows = try connection.rows(
            """
            SELECT k.projection, k.version, k.position, k.updated_at, e.recorded_at
            FROM annals_read.checkpoints k LEFT JOIN annals.events e ON e.position = k.position + 1
            WHERE k.place = 'live'
            """)
        var tables: [String: Table] = [:]
        for row in rows {
            var columns = ColumnReader(row, from: 0)
            tables[try columns.text()] = Table(
                version: try columns.integer(), position: try columns.integer(),
                movedAt: try columns.instant() ?? epoch, nextRecordedAt: try columns.instant())
        }
        return tables
    }

    static func stops(on connection: isolated Connection) throws(EventStoreError) -> [Stop] {
        try connection.rows(
            "SELECT \(Stop.columns) FROM annals_read.stops ORDER BY projection, kind"
        ).map { row throws(EventStoreError) in try Stop(row) }
    }

    /// How many events of skips the streams of projections hold, by the stream's name.
    static func skips(
        of projections: Set<String>, on connection: isolated Connection
    ) throws(EventStoreError) -> [String: Int64] {
        let streams = projections.map { Skips.stream(of: $0).text }
        let rows = try connection.rows(
            """
            SELECT s.name, count(*) FROM annals.streams s JOIN annals.events e USING (stream_id)
            WHERE s.name = ANY (\(streams)) AND e.type = \(ProjectionSkipped.type)
            GROUP BY s.name
            """)
        var skips: [String: Int64] = [:]
        for row in rows { skips[try row.value(0)] = try row.value(1) }
        return skips
    }

    static func projectors(
        at readAt: Instant, on connection: isolated Connection
    ) throws(EventStoreError) -> [NamedProjector] {
        try connection.rows(
            """
            SELECT projector, host, process, follows, started_at, beats_at, expires_at
            FROM annals_read.projectors ORDER BY started_at, projector
            """
        ).map { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            let (name, host) = (try columns.text(), try columns.text())
            let process = Int32(truncatingIfNeeded: try columns.integer())
            let follows = try columns.flag()
            let startedAt = try columns.instant() ?? epoch
            let beatsAt = try columns.instant() ?? epoch
            let expiresAt = try columns.instant() ?? epoch
            return NamedProjector(
                name: name,
                status: ProjectorStatus(
                    host: host, process: process, follows: follows, startedAt: startedAt,
                    heartbeatAge: readAt.age(of: beatsAt), lives: expiresAt > readAt))
        }
    }

    /// Leases that are not given back.
    static func leases(
        of projectors: [NamedProjector], on connection: isolated Connection
    ) throws(EventStoreError) -> [LeaseHolder.Subject: ProjectionStatus.Lease] {
        let rows = try connection.rows(
            "SELECT projection, version, projector FROM annals_read.leases WHERE projector <> ''")
        var leases: [LeaseHolder.Subject: ProjectionStatus.Lease] = [:]
        for row in rows {
            var columns = ColumnReader(row, from: 0)
            let subject = LeaseHolder.Subject(
                projection: try columns.text(), version: try columns.integer())
            let name = try columns.text()
            let holder = projectors.first { $0.name == name }
            leases[subject] = holder.map { .held($0.status) } ?? .orphaned
        }
        return leases
    }

    static func builds(
        leases: [LeaseHolder.Subject: ProjectionStatus.Lease], on connection: isolated Connection
    ) throws(EventStoreError) -> [BuildStatus] {
        var isLocked = false
        if case .held(let builder)? = leases[BuildLock.subject] { isLocked = builder.lives }
        let rows = try connection.rows(
            """
            SELECT b.build, b.place, b.projections, b.versions, b.phase, b.started_at,
                coalesce(sum(r.events) FILTER (WHERE r.done_at IS NOT NULL), 0)::bigint,
                coalesce(sum(r.events), 0)::bigint,
                EXISTS (
                    SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                    WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted
                        AND d.datname = current_database()
                        AND ((l.classid::bigint << 32) | l.objid::bigint)
                            = \(ReplayTables.key(of: "b.build")))
            FROM annals_read.builds b LEFT JOIN annals_read.build_ranges r USING (build)
            GROUP BY b.build ORDER BY b.started_at, b.build
            """)
        return try rows.map { row throws(EventStoreError) in
            let startedAt: TimestampMicroseconds = try row.value(5)
            let place = BuildStatus.Place(rawValue: try row.value(1)) ?? .replay
            let (names, numbers): ([String], [Int64]) = (try row.value(2), try row.value(3))
            return BuildStatus(
                name: try row.value(0), place: place,
                versions: Dictionary(zip(names, numbers), uniquingKeysWith: max),
                phase: try row.value(4), done: try row.value(6), total: try row.value(7),
                startedAt: Instant(microsecondsSinceEpoch: startedAt.rawValue),
                isUnderWay: place == .next ? isLocked : try row.value(8))
        }
    }

    static func leftoverTables(
        on connection: isolated Connection
    ) throws(EventStoreError) -> [String] {
        try connection.rows(
            """
            SELECT n.nspname || '.' || c.relname
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname IN ('annals_next', 'annals_replay')
                AND NOT EXISTS (
                    SELECT FROM annals_read.builds b, unnest(b.projections) AS p
                    WHERE n.nspname = CASE b.place WHEN 'next' THEN 'annals_next' ELSE 'annals_replay' END
                        AND c.relname = p || CASE b.place WHEN 'replay' THEN '_' || b.build
                            ELSE '' END)
                AND NOT EXISTS (
                    SELECT FROM annals_read.checkpoints k
                    WHERE k.place = 'next' AND n.nspname = 'annals_next'
                        AND c.relname = k.projection)
            ORDER BY 1
            """
        ).map { row throws(EventStoreError) in try row.value(0) }
    }
}
