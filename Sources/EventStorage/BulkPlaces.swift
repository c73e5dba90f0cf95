import Filings
import Postgres

/// What places the events of a chunk get: the head and the chunk's streams, under the head's lock.
struct BulkPlaces {
    struct Place {
        let position: Int64
        let streamID: Int64
        let version: Int64
        let recordedAt: Instant
    }

    private struct Stream {
        let id: Int64
        var version: Int64
        let isNew: Bool
    }

    private(set) var position: Int64
    /// Of the event placed last.
    var recordedAt: Instant { Instant(microsecondsSinceEpoch: clock) }
    private var clock: Int64
    private var streamCount: Int64
    private var streams: [StreamName: Stream]

    /// Locks the head and reads the streams' versions, in one round trip.
    static func lock(
        _ chunk: BulkChunk, on connection: isolated Connection
    ) throws(EventStoreError) -> BulkPlaces {
        do throws(DatabaseError) {
            let answers = try connection.pipeline([
                """
                SELECT position, recorded_at, streams, clock_timestamp()
                FROM annals.head WHERE ledger_id = 1 FOR UPDATE
                """,
                """
                SELECT s.name, s.stream_id, coalesce((
                    SELECT e.version FROM annals.events e WHERE e.stream_id = s.stream_id
                    ORDER BY e.version DESC LIMIT 1), 0)
                FROM annals.streams s WHERE s.name = ANY (\(chunk.streams.map(\.text)))
                """,
            ])
            guard let head = answers.first?.first else {
                throw DatabaseError(message: "The log has no head row.")
            }
            return try BulkPlaces(head: head, rows: answers[1], chunk: chunk)
        } catch {
            throw EventStoreError(error)
        }
    }

    private init(head: Row, rows: [Row], chunk: BulkChunk) throws(DatabaseError) {
        position = try head.decode(0)
        let last: TimestampMicroseconds = try head.decode(1)
        let now: TimestampMicroseconds = try head.decode(3)
        clock = max(last.rawValue, now.rawValue - 1)
        streamCount = try head.decode(2)
        streams = [:]
        streams.reserveCapacity(chunk.streams.count)
        for row in rows {
            let name: String = try row.decode(0)
            streams[StreamName(stored: name)] = Stream(
                id: try row.decode(1), version: try row.decode(2), isNew: false)
        }
        for name in chunk.streams where streams[name] == nil {
            streamCount += 1
            streams[name] = Stream(id: streamCount, version: 0, isNew: true)
        }
    }

    /// Checks what the caller believes of the streams that still get an event.
    func check(_ chunk: BulkChunk, leavingOut leftOut: Set<Int>) throws(EventStoreError) {
        if chunk.expected.isEmpty { return }
        var checked: Set<StreamName> = []
        for (index, event) in chunk.events.enumerated() where !leftOut.contains(index) {
            guard checked.insert(event.stream).inserted,
                let expected = chunk.expected[event.stream],
                let number = expected.number
            else { continue }
            let actual = streams[event.stream]?.version ?? 0
            if actual != Int64(number) {
                throw .wrongExpectedVersion(
                    stream: event.stream, expected: expected, actual: actual)
            }
        }
    }

    mutating func next(stream: StreamName) -> Place {
        position += 1
        clock += 1
        var entry = streams[stream] ?? Stream(id: 0, version: 0, isNew: false)
        entry.version += 1
        streams[stream] = entry
        return Place(
            position: position, streamID: entry.id, version: entry.version,
            recordedAt: Instant(microsecondsSinceEpoch: clock))
    }

    func createStreams(on connection: isolated Connection) throws(DatabaseError) {
        let new = streams.filter(\.value.isNew).sorted { $0.value.id < $1.value.id }
        if new.isEmpty { return }
        try connection.execute(
            """
            INSERT INTO annals.streams (stream_id, name)
            SELECT * FROM unnest(\(new.map(\.value.id)), \(new.map(\.key.text)))
            """)
    }

    func moveHead(on connection: isolated Connection) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE annals.head SET position = \(position), streams = \(streamCount),
                recorded_at = \(TimestampMicroseconds(clock))
            WHERE ledger_id = 1
            """)
    }
}
