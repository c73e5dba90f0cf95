import Filings
import Postgres

extension EventStore {
    /// The events of one stream, in their order; none when the stream does not exist.
    ///
    /// - Parameters:
    ///   - version: Those after this version; 0 for all.
    ///   - position: Those up to this position of the log; `nil` for all.
    public func events(
        in stream: StreamName, after version: Int64 = 0, through position: Int64? = nil
    ) async throws(EventStoreError) -> [RecordedEvent] {
        let sql: SQL = """
            SELECT e.entry FROM annals.events e JOIN annals.streams s USING (stream_id)
            WHERE s.name = \(stream.text) AND e.version > \(Int32(clamping: version))
                AND e.position <= \(position ?? .max)
            ORDER BY e.version
            """
        return try await entries(sql.prepared)
    }

    /// The events after a position through another, in their order.
    ///
    /// - Parameter stream: `nil`: of all streams.
    public func events(
        of stream: StreamName?, after position: Int64, through last: Int64
    ) async throws(EventStoreError) -> [RecordedEvent] {
        guard let stream else {
            return try await entries(
                """
                SELECT entry FROM annals.events
                WHERE position > \(position) AND position <= \(last) ORDER BY position
                """)
        }
        return try await entries(
            """
            SELECT e.entry FROM annals.events e JOIN annals.streams s USING (stream_id)
            WHERE s.name = \(stream.text) AND e.position > \(position) AND e.position <= \(last)
            ORDER BY e.position
            """)
    }

    /// The next events of the log after a position, in order: at most so many, up to what is safe.
    ///
    /// Asked again from the last one's position it gives every event exactly once, whatever is
    /// being appended meanwhile.
    public func events(
        after position: Int64, most: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await entries("SELECT entry FROM annals.events_after(\(position), \(most))")
    }

    /// The event at a position; `nil` beyond the head.
    public func event(at position: Int64) async throws(EventStoreError) -> RecordedEvent? {
        try await entries(
            "SELECT entry FROM annals.events WHERE position = \(position)"
        ).first
    }

    /// The stored bytes of the entries after a position, at most so many.
    ///
    /// - Throws: ``EventStoreError/archived(position:)`` where one of them is not here.
    public func entryBytes(
        after position: Int64, most: Int
    ) async throws(EventStoreError) -> [[UInt8]] {
        let rows = try await query(
            "SELECT entry FROM annals.events_after(\(position), \(most))")
        return try rows.map { row throws(EventStoreError) in try Self.bytes(row, 0) }
    }

    /// The stored bytes of one stream's entries up to a position, with their positions, in order.
    ///
    /// - Throws: ``EventStoreError/archived(position:)`` where one of them is not here.
    public func entryBytes(
        in stream: StreamName, through position: Int64
    ) async throws(EventStoreError) -> [(position: Int64, bytes: [UInt8])] {
        let rows = try await query(
            """
            SELECT e.position, e.entry FROM annals.events e JOIN annals.streams s USING (stream_id)
            WHERE s.name = \(stream.text) AND e.position <= \(position) ORDER BY e.version
            """)
        return try rows.map { row throws(EventStoreError) in
            let bytes = try Self.bytes(row, 1)
            do throws(DatabaseError) { return (try row.decode(0), bytes) } catch {
                throw EventStoreError(error)
            }
        }
    }

    private static func bytes(_ row: Row, _ column: Int) throws(EventStoreError) -> [UInt8] {
        try row.withBytes(column) { bytes throws(EventStoreError) in
            let bytes = bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
            if let position = ArchivedEntry.position(in: bytes) {
                throw .archived(position: position)
            }
            return Array(bytes)
        }
    }

    /// The last event of a stream up to a position: its version, and where it stands; `nil` when there
    /// is none.
    public func lastPlace(
        in stream: StreamName, through position: Int64
    ) async throws(EventStoreError) -> (version: Int64, position: Int64)? {
        let rows = try await query(
            """
            SELECT e.version, e.position FROM annals.events e JOIN annals.streams s USING (stream_id)
            WHERE s.name = \(stream.text) AND e.position <= \(position)
            ORDER BY e.version DESC LIMIT 1
            """)
        do throws(DatabaseError) {
            return try rows.first.map { row throws(DatabaseError) in
                (try row.decode(0), try row.decode(1))
            }
        } catch {
            throw EventStoreError(error)
        }
    }

    func entries(_ sql: SQL) async throws(EventStoreError) -> [RecordedEvent] {
        try await Self.decode(all: try await query(sql))
    }

    /// Reads rows of one column, the entry; many of them on two cores.
    ///
    /// - Parameter storable: For read models; see ``RecordedEvent/init(storable:)``.
    static func decode(
        all rows: [Row], storable: Bool = false
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await TwoCores.read(rows) { row throws(EventStoreError) in
            try decode(row, storable: storable)
        }
    }

    static func decode(
        _ row: Row, storable: Bool = false
    ) throws(EventStoreError) -> RecordedEvent {
        try row.withBytes(0) { bytes throws(EventStoreError) in
            let bytes = bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
            return storable
                ? try RecordedEvent(storable: bytes) : try RecordedEvent(entry: bytes)
        }
    }
}
