import Filings
import Postgres

/// An entry of the log as it was read: what the columns beside it say, and its event where it has
/// one.
///
/// For read models: see ``RecordedEvent/init(storable:)``. A reader that must not stop at an entry
/// which it does not need takes these: the type is known also of one that cannot be read.
public struct LogEntry: Sendable {
    /// Why an entry is no event: one sentence without its final dot.
    public struct Unreadable: Error, Equatable, Sendable {
        public let reason: String
    }

    public let streamID: Int64
    public let position: Int64
    public let type: String
    public let event: Result<RecordedEvent, Unreadable>

    static let columns: SQL = "stream_id, position, type, entry"

    /// Reads ``columns``.
    ///
    /// - Throws: What keeps everything from being read, as ``EventStoreError/archived(position:)``.
    init(_ row: Row) throws(EventStoreError) {
        do throws(DatabaseError) {
            streamID = try row.decode(0)
            position = try row.decode(1)
            type = try row.decode(2)
        } catch {
            throw EventStoreError(error)
        }
        event = try row.withBytes(3) { bytes throws(EventStoreError) in
            do throws(EventStoreError) {
                let bytes = bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
                return .success(try RecordedEvent(storable: bytes))
            } catch {
                guard case .unreadable(_, let reason) = error else { throw error }
                return .failure(Unreadable(reason: reason))
            }
        }
    }
}

extension LogEntry {
    /// The entries after a position through another, in order; an unreadable one among them is
    /// reported and stops nothing.
    ///
    /// - Parameter last: Not beyond the head as it was read: everything up to it is safe.
    static func read(
        after position: Int64, through last: Int64, on connection: isolated Connection
    ) throws(EventStoreError) -> [LogEntry] {
        try connection.rows(
            """
            SELECT \(columns) FROM annals.events
            WHERE position > \(position) AND position <= \(last) ORDER BY position
            """
        ).map { row throws(EventStoreError) in try LogEntry(row) }
    }

    /// The entries of one stream through a position, in order.
    ///
    /// - Parameters:
    ///   - types: Only of these types; `nil`: all.
    ///   - leftOut: Not of this type.
    static func read(
        in stream: StreamName, through position: Int64, types: Set<String>?, leftOut: String?,
        of store: EventStore
    ) async throws(EventStoreError) -> [LogEntry] {
        let rows = try await store.query(
            """
            SELECT e.stream_id, e.position, e.type, e.entry
            FROM annals.events e JOIN annals.streams s USING (stream_id)
            WHERE s.name = \(stream.text) AND e.position <= \(position)
                AND (\(types == nil) OR e.type = ANY (\(types?.sorted() ?? [])))
                AND e.type IS DISTINCT FROM \(leftOut)
            ORDER BY e.version
            """)
        // Claims take several times longer to read than filings.
        return try await TwoCores.read(rows, few: 64) { row throws(EventStoreError) in
            try LogEntry(row)
        }
    }
}
