import Filings
import Postgres
import Proofs

/// One transaction of a bulk append: a chunk of events by binary COPY, straight into the log.
///
/// The head is locked first, so positions, versions and times are known before the COPY starts and
/// no staging table is needed. Versions are looked up for the chunk's streams at once. Whether a
/// source key is taken is left to the unique index: where it objects, the chunk is rolled back and
/// sent again with a look first, which finds what is known and what conflicts.
///
/// The entries are hashed as they are sent, and the proof tree moves in the same transaction; where it
/// is far behind the head, sealing catches up later.
struct BulkAppend {
    let chunk: BulkChunk
    let settlement: SourceSettlement?
    /// `nil`: the tree is left to sealing.
    let tree: TreeMemory?
    let acknowledged: Acknowledged

    /// - Parameter looksFirst: Whether keys are looked up before the COPY and not after it failed.
    /// - Throws: State 23505 when a key is taken and it did not look; nothing was appended.
    func send(
        on connection: isolated Connection, looksFirst: Bool
    ) throws(EventStoreError) -> BulkReport {
        try acknowledged.check(on: connection)
        var moved: (edge: TreeEdge, head: TreeHead)?
        var last: Instant?
        let report = try connection.transaction(throwing: EventStoreError.self) {
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
            if report.appended > 0 {
                moved = try write(&places, leavingOut: leftOut, on: connection)
                last = places.recordedAt
            }
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
        if let moved { tree?.keep(moved.edge, moved.head) }
        if let last { acknowledged.note(report.head, at: last, on: connection) }
        return report
    }

    /// - Returns: The tree's new edge and head, where it was moved.
    private func write(
        _ places: inout BulkPlaces, leavingOut leftOut: Set<Int>, on connection: isolated Connection
    ) throws(EventStoreError) -> (edge: TreeEdge, head: TreeHead)? {
        do {
            try places.createStreams(on: connection)
            var leaves = try tree.flatMap { memory throws(EventStoreError) in
                try TreeWriter(upTo: places.position, in: memory, on: connection)
            }
            var tags: [(tag: String, position: Int64)] = []
            var time = EntryTime()
            try connection.copyIn(Self.command, columns: 7) { rows in
                for (index, event) in chunk.events.enumerated() where !leftOut.contains(index) {
                    let place = places.next(stream: event.stream)
                    for tag in event.parts.tags { tags.append((tag, place.position)) }
                    let middle = Self.middle(at: place, time: &time)
                    try Self.write(event.parts, around: middle, at: place, to: &rows)
                    leaves?.append(event.parts, around: middle)
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
            guard let leaves else { return nil }
            return (leaves.edge, try leaves.write(on: connection))
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

    private static func middle(at place: BulkPlaces.Place, time: inout EntryTime) -> EntryMiddle {
        var middle = EntryMiddle(time: time.bytes(of: place.recordedAt))
        middle.time.append(contentsOf: EntryParts.betweenTimeAndPosition)
        middle.time.append(digitsOf: place.position, width: EntryParts.positionDigits)
        middle.version.append(digitsOf: place.version, width: 0)
        return middle
    }

    private static func write(
        _ parts: EntryParts, around middle: EntryMiddle, at place: BulkPlaces.Place,
        to rows: inout CopyWriter
    ) throws(DatabaseError) {
        try rows.beginRow()
        rows.write(place.position)
        rows.write(place.streamID)
        rows.write(timestampMicroseconds: place.recordedAt.microsecondsSinceEpoch)
        rows.write(Int32(truncatingIfNeeded: place.version))
        rows.write(utf8: parts.type)
        rows.write(utf8: parts.id)
        rows.write(
            joining: parts.fact, parts.actor, middle.time, parts.source, middle.version, parts.tail)
    }
}

/// What an entry says of its place, between the pieces of ``EntryParts``.
struct EntryMiddle {
    /// Recorded time and position.
    var time: [UInt8]
    var version: [UInt8] = []
}

extension TreeWriter {
    /// How many entries of other appends a bulk append hashes beside its own.
    private static let mostBehind: Int64 = 4_096

    /// The tree, locked and brought up to a position; `nil` where it is too far behind.
    fileprivate init?(
        upTo position: Int64, in memory: TreeMemory, on connection: isolated Connection
    ) throws(EventStoreError) {
        let head = try TreeHead.lock(on: connection)
        guard head.size <= position, position - head.size <= Self.mostBehind else { return nil }
        let hasher = MerkleHasher()
        self.init(head, edge: try memory.edge(of: head, on: connection, by: hasher), by: hasher)
        if head.size < position { try appendEntries(through: position, on: connection) }
    }

    fileprivate mutating func append(_ parts: EntryParts, around middle: EntryMiddle) {
        append(
            hasher.leaf(
                joining: parts.fact, parts.actor, middle.time, parts.source, middle.version,
                parts.tail))
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
