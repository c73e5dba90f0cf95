import Filings
import Postgres

/// A part of a divided log: the events of a range of positions, in a table of their own.
public struct LogPartition: Equatable, Sendable {
    /// From 1, in the order of positions.
    public let number: Int
    /// The positions that belong in it, whether or not the log is that long.
    public let positions: ClosedRange<Int64>
    /// Its table with its indexes.
    public let sizeBytes: Int64
    /// `nil`: its entries are here.
    public let archive: Archive?

    /// Where its entries went.
    public struct Archive: Equatable, Sendable {
        public let at: Instant
        public let by: String
        /// The exported log that has them, as it was named.
        public let folder: String
    }
}

extension EventStore {
    /// The partitions of the log, in their order; none while it is not divided.
    public func partitions() async throws(EventStoreError) -> [LogPartition] {
        let rows = try await query(
            """
            SELECT number, first, last, archived_at, archived_by, folder,
                pg_total_relation_size(to_regclass('annals.events_' || number))
            FROM annals.partitions ORDER BY number
            """)
        do throws(DatabaseError) {
            return try rows.map { row throws(DatabaseError) in try LogPartition(row) }
        } catch {
            throw EventStoreError(error)
        }
    }

    /// Adds the partitions that a divided log needs for so many events, and two for those behind them.
    /// Does nothing for a log that is not divided.
    static func addPartitions(
        for coming: Int, on connection: isolated Connection
    ) throws(DatabaseError) {
        var mayLackMore = true
        while mayLackMore {
            let rows = try connection.query("SELECT annals.add_partitions(\(Int64(coming)))")
            mayLackMore = try rows.first?.decode(0) ?? false
        }
    }
}

extension LogPartition {
    fileprivate init(_ row: Row) throws(DatabaseError) {
        number = Int(try row.decode(0, as: Int16.self))
        positions = try row.decode(1, as: Int64.self)...row.decode(2, as: Int64.self)
        sizeBytes = try row.decode(6, as: Int64?.self) ?? 0
        guard let time = try row.decode(3, as: TimestampMicroseconds?.self) else {
            archive = nil
            return
        }
        archive = Archive(
            at: Instant(microsecondsSinceEpoch: time.rawValue), by: try row.decode(4),
            folder: try row.decode(5))
    }
}
