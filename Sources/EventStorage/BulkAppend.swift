import Filings
import Postgres

/// One transaction of a bulk append: a chunk of events by binary COPY, straight into the log.
///
/// The head is locked first, so positions, versions and times are known before the COPY starts and
/// no staging table is needed. Versions are looked up for the chunk's streams at once. Whether a
/// source key is taken is left to the unique index: where it objects, the chunk is rolled back and
/// sent again with a look first, which finds what is known and what conflicts.
struct BulkAppend {
    let chunk: BulkChunk
    let settlement: SourceSettlement?

    /// - Parameter looksFirst: Whether keys are looked up before the COPY and not after it failed.
    /// - Throws: State 23505 when a key is taken and it did not look; nothing was appended.
    func send(
        on connection: isolated Connection, looksFirst: Bool
    ) throws(EventStoreError) -> BulkReport {
        try connection.transaction(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            var places = try BulkPlaces.lock(chunk, on: connection)
            var report = BulkReport(read: chunk.events.count)
            var leftOut: Set<Int> = []
            if looksFirst {
                leftOut = try BulkLookup(chunk: chunk, head: places.position)
                    .taken(on: connection, report: &report)
            }
            try places.check(chunk, leavingOut: leftOut)
            report.appended = chunk.events.count - leftOut.count
            for (index, event) in chunk.events.enumerated() where !leftOut.contains(index) {
                report.appendedByType[event.parts.type, default: 0] += 1
            }
            // The head's time is the last event's: without events it stays.
            if report.appended > 0 { try write(&places, leavingOut: leftOut, on: connection) }
            report.head = places.position
            if let settlement, report.conflicts.isEmpty, report.revisited.isEmpty {
                do throws(DatabaseError) {
                    try settlement.write(on: connection)
                } catch {
                    throw EventStoreError(error)
                }
            }
            return report
        }
    }

    private func write(
        _ places: inout BulkPlaces, leavingOut leftOut: Set<Int>, on connection: isolated Connection
    ) throws(EventStoreError) {
        do {
            try places.createStreams(on: connection)
            var tags: [(tag: String, position: Int64)] = []
            var time = EntryTime()
            try connection.copyIn(Self.command, columns: 7) { rows in
                for (index, event) in chunk.events.enumerated() where !leftOut.contains(index) {
                    let place = places.next(stream: event.stream)
                    for tag in event.parts.tags { tags.append((tag, place.position)) }
                    try Self.write(event.parts, at: place, time: &time, to: &rows)
                }
            }
            if !tags.isEmpty {
                try connection.execute(
                    """
                    INSERT INTO annals.event_tags (tag, position)
                    SELECT DISTINCT * FROM unnest(\(tags.map(\.tag)), \(tags.map(\.position)))
                    """)
            }
            try places.moveHead(on: connection)
        } catch let error as DatabaseError {
            throw EventStoreError(error)
        } catch let error as EventStoreError {
            throw error
        } catch {
            throw .database(DatabaseError(kind: .misuse, message: "\(error)"))
        }
    }

    private static let command = """
        COPY annals.events (position, stream_id, recorded_at, version, type, source_key, entry)
        FROM STDIN (FORMAT binary)
        """

    private static func write(
        _ parts: EntryParts, at place: BulkPlaces.Place, time: inout EntryTime,
        to rows: inout CopyWriter
    ) throws(DatabaseError) {
        try rows.beginRow()
        rows.write(place.position)
        rows.write(place.streamID)
        rows.write(timestampMicroseconds: place.recordedAt.microsecondsSinceEpoch)
        rows.write(Int32(truncatingIfNeeded: place.version))
        rows.write(utf8: parts.type)
        rows.write(utf8: parts.id)
        var middle = time.bytes(of: place.recordedAt)
        middle.append(contentsOf: EntryParts.betweenTimeAndPosition)
        middle.append(digitsOf: place.position, width: EntryParts.positionDigits)
        var version: [UInt8] = []
        version.append(digitsOf: place.version, width: 0)
        rows.write(joining: parts.fact, parts.actor, middle, parts.source, version, parts.tail)
    }
}

extension [UInt8] {
    /// Appends a number from 0 in decimal, with zeros in front up to a width.
    mutating func append(digitsOf number: Int64, width: Int) {
        let start = count
        let size = Swift.max(width, number.digitCount)
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: size))
        var (rest, place) = (number, start + size - 1)
        while rest > 0 {
            self[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            place -= 1
        }
    }
}
