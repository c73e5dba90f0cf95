import EventStorage
import Filings
import Postgres

/// How far a projection's table is, and on which server and event it stands.
public struct Checkpoint: Equatable, Sendable {
    public let projection: String
    /// The version of the projection that wrote the rows.
    public let version: Int64
    /// The last position applied; 0: none.
    public let position: Int64
    /// The source key of the event there, and when it was recorded.
    public let eventKey: String?
    public let eventRecordedAt: Instant?
    public let systemIdentifier: String
    public let timeline: Int32
    /// Raised whenever another projector takes over; one with an older epoch stops.
    public let epoch: Int64
    public let updatedAt: Instant

    static let columns: SQL = """
        projection, version, position, event_key, event_recorded_at, system_identifier, timeline,
        epoch, updated_at
        """

    init(_ row: Row) throws(EventStoreError) {
        var columns = ColumnReader(row, from: 0)
        projection = try columns.text()
        version = try columns.integer()
        position = try columns.integer()
        eventKey = try columns.optionalText()
        eventRecordedAt = try columns.instant()
        systemIdentifier = try columns.text()
        timeline = Int32(truncatingIfNeeded: try columns.integer())
        epoch = try columns.integer()
        updatedAt = try columns.instant() ?? Instant(microsecondsSinceEpoch: 0)
    }
}

extension Checkpoint {
    /// The checkpoints of a place, by projection.
    static func all(
        in place: TablePlace, on connection: isolated Connection
    ) throws(EventStoreError) -> [Checkpoint] {
        try connection.rows(
            """
            SELECT \(columns) FROM annals_read.checkpoints
            WHERE place = \(place.word) ORDER BY projection
            """
        ).map { row throws(EventStoreError) in try Checkpoint(row) }
    }

    /// The checkpoint of one table, its row locked to the end of the transaction.
    static func locked(
        _ projection: String, in place: TablePlace, on connection: isolated Connection
    ) throws(EventStoreError) -> Checkpoint? {
        try connection.rows(
            """
            SELECT \(columns) FROM annals_read.checkpoints
            WHERE projection = \(projection) AND place = \(place.word) FOR UPDATE
            """
        ).first.map { row throws(EventStoreError) in try Checkpoint(row) }
    }

    /// Sets a checkpoint where a table has none, or another one had its place.
    ///
    /// - Parameter position: The last position that the table holds.
    static func start(
        _ projection: String, version: Int64, in place: TablePlace, at position: Int64 = 0,
        on connection: isolated Connection
    ) throws(EventStoreError) {
        try connection.change(
            """
            INSERT INTO annals_read.checkpoints AS k
            SELECT \(projection), \(place.word), 1, \(version), \(position), e.source_key,
                e.recorded_at, s.system_identifier::text, c.timeline_id, 1, clock_timestamp()
            FROM pg_control_system() s, pg_control_checkpoint() c
            LEFT JOIN annals.events e ON e.position = \(position)
            ON CONFLICT (projection, place) DO UPDATE
            SET version = excluded.version, position = excluded.position,
                event_key = excluded.event_key, event_recorded_at = excluded.event_recorded_at,
                system_identifier = excluded.system_identifier, timeline = excluded.timeline,
                epoch = k.epoch + 1, updated_at = excluded.updated_at
            """)
    }

    /// Moves checkpoints in one statement, locked in the order that everybody has, those that are where the caller left them and under its
    /// epoch.
    ///
    /// - Returns: The projections whose checkpoints moved; for the others somebody else has the
    ///   lease, and nothing of theirs may be written.
    static func move(
        _ steps: [Step], in place: TablePlace, on connection: isolated Connection
    ) throws(EventStoreError) -> Set<String> {
        let moved = try connection.rows(
            """
            WITH held AS MATERIALIZED (
                SELECT projection FROM annals_read.checkpoints
                WHERE projection = ANY (\(steps.map(\.projection))) AND place = \(place.word)
                ORDER BY projection FOR UPDATE)
            UPDATE annals_read.checkpoints AS k
            SET position = m.after, event_key = e.source_key, event_recorded_at = e.recorded_at,
                updated_at = clock_timestamp()
            FROM unnest(\(steps.map(\.projection)), \(steps.map(\.epoch)), \(steps.map(\.before)),
                    \(steps.map(\.after))) AS m(projection, epoch, before, after)
                JOIN held ON held.projection = m.projection
                LEFT JOIN annals.events e ON e.position = m.after
            WHERE k.projection = m.projection AND k.place = \(place.word) AND k.epoch = m.epoch
                AND k.position = m.before
            RETURNING k.projection
            """)
        var names: Set<String> = []
        for row in moved { names.insert(try row.value(0)) }
        return names
    }

    /// One checkpoint's way.
    struct Step: Equatable {
        let projection: String
        let epoch: Int64
        let before: Int64
        let after: Int64
    }
}
