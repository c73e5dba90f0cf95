import EventStorage
import Filings
import Postgres

/// How far a projection is, and on which server and event it stands.
public struct Checkpoint: Equatable, Sendable {
    public let projection: String
    /// The version of the projection that wrote the rows.
    public let version: Int64
    /// The last position applied; 0: none.
    public let position: Int64
    /// The source key of the event there.
    public let eventKey: String?
    public let systemIdentifier: String
    public let timeline: Int32
    /// Raised whenever another projector takes over; one with an older epoch stops.
    public let epoch: Int64
    public let updatedAt: Instant

    static let columns: SQL = """
        projection, version, position, event_key, system_identifier, timeline, epoch, updated_at
        """

    init(_ row: Row) throws(EventStoreError) {
        var columns = ColumnReader(row, from: 0)
        projection = try columns.text()
        version = try columns.integer()
        position = try columns.integer()
        eventKey = try columns.optionalText()
        systemIdentifier = try columns.text()
        timeline = Int32(truncatingIfNeeded: try columns.integer())
        epoch = try columns.integer()
        updatedAt = try columns.instant() ?? Instant(microsecondsSinceEpoch: 0)
    }
}
