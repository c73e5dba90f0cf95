import EventStorage
import Filings
import Postgres

/// Why a projection stands still: somebody paused it, or it met an event that it cannot take.
public struct Stop: Equatable, Sendable {
    public enum Cause: Equatable, Sendable {
        case paused(by: String, reason: String)
        case failed(BadEvent)
    }

    public let projection: String
    public let cause: Cause
    public let since: Instant

    static let columns: SQL = """
        projection, kind, since, actor, reason, position, type, category
        """

    init(_ row: Row) throws(EventStoreError) {
        var columns = ColumnReader(row, from: 0)
        let projection = try columns.text()
        let kind = try columns.text()
        since = try columns.instant() ?? Instant(microsecondsSinceEpoch: 0)
        let actor = try columns.optionalText() ?? ""
        let reason = try columns.text()
        self.projection = projection
        guard kind == "failed" else {
            cause = .paused(by: actor, reason: reason)
            return
        }
        let position = try columns.integer()
        let type = try columns.text()
        let category = try columns.text()
        cause = .failed(
            BadEvent(
                projection: projection, position: position, type: type,
                category: BadEvent.Category(rawValue: category) ?? .unreadable, reason: reason))
    }
}

extension Stop {
    /// Notes that a projection failed; in the transaction that moves its checkpoint to before the
    /// event.
    static func note(_ bad: BadEvent, on connection: isolated Connection) throws(EventStoreError) {
        try connection.change(
            """
            INSERT INTO annals_read.stops
            SELECT \(bad.projection), 'failed', clock_timestamp(), NULL, \(bad.reason),
                \(bad.position), \(bad.type), \(bad.category.rawValue)
            ON CONFLICT (projection, kind) DO UPDATE
            SET since = excluded.since, reason = excluded.reason, position = excluded.position,
                type = excluded.type, category = excluded.category
            """)
    }
}
