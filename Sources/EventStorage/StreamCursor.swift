import Postgres

/// Reads whole streams, one after the other and each in its order, a piece at a time.
///
/// A cursor of the transaction in which it was opened: between two pieces the connection may do
/// other things in that transaction. About a megabyte of entries is in memory at a time.
public struct StreamCursor: Sendable {
    private var most = 256
    private static let pieceBytes = 1 << 20
    /// Entries of the least size would else come in pieces of any length.
    private static let mostEntries = 2_048

    /// - Parameters:
    ///   - streams: The streams by their ids; those without an event up to the position are passed
    ///     over.
    ///   - position: The last position wanted.
    ///   - types: Only entries of these types; `nil`: all.
    public init(
        streams: ClosedRange<Int64>, through position: Int64, types: Set<String>?,
        on connection: isolated Connection
    ) throws(EventStoreError) {
        do throws(DatabaseError) {
            // By the primary key, whatever the planner thinks of a young table: sorting a range
            // would hold it in memory whole, and long streams have no end.
            try connection.script(
                """
                SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off;
                SET LOCAL enable_bitmapscan = off
                """)
            try connection.execute(
                """
                DECLARE stream_entries NO SCROLL CURSOR FOR
                SELECT \(LogEntry.columns), octet_length(entry) FROM annals.events
                WHERE stream_id BETWEEN \(streams.lowerBound) AND \(streams.upperBound)
                    AND position <= \(position)
                    AND (\(types == nil) OR type = ANY (\(types.map { $0.sorted() } ?? [])))
                ORDER BY stream_id, version
                """)
        } catch {
            throw EventStoreError(error)
        }
    }

    /// - Returns: The next entries; none at the end.
    public mutating func next(
        on connection: isolated Connection
    ) throws(EventStoreError) -> [LogEntry] {
        let rows = try connection.rows("FETCH \(raw: String(most)) FROM stream_entries")
        var bytes = 0
        do throws(DatabaseError) {
            for row in rows { bytes += Int(try row.decode(4, as: Int32.self)) }
        } catch {
            throw EventStoreError(error)
        }
        if bytes > 0 {
            most = min(max(rows.count * Self.pieceBytes / bytes, 16), Self.mostEntries)
        }
        return try rows.map { row throws(EventStoreError) in try LogEntry(row) }
    }

    /// Ends it before the transaction, so that another one can be opened.
    public func close(on connection: isolated Connection) throws(EventStoreError) {
        do throws(DatabaseError) {
            try connection.execute("CLOSE stream_entries")
        } catch {
            throw EventStoreError(error)
        }
    }
}
