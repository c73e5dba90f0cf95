import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// What the columns beside an entry say, held against what the entry says.
struct EntryColumns {
    let position: Int64
    let streamID: Int64
    /// In microseconds since 1970.
    let recordedAt: Int64
    let version: Int32
    let type: UnsafeRawBufferPointer
    let sourceKey: UnsafeRawBufferPointer

    static let names = "position, stream_id, recorded_at, version, type, source_key, entry"

    /// Reads all of ``names`` but the entry; `nil` where one is NULL.
    init?(_ row: inout CopyRow) {
        guard let position = row.nextInteger(Int64.self),
            let streamID = row.nextInteger(Int64.self),
            let recordedAt = row.nextTimestampMicroseconds(),
            let version = row.nextInteger(Int32.self), let type = row.nextField(),
            let sourceKey = row.nextField()
        else { return nil }
        self.position = position
        self.streamID = streamID
        self.recordedAt = recordedAt
        self.version = version
        self.type = type
        self.sourceKey = sourceKey
    }

    /// The first attribute that is not what its column says.
    ///
    /// - Parameter tag: Gets each tag of the entry.
    /// - Returns: One sentence; `nil` when all are.
    func whatDiffers(
        _ entry: UnsafeRawBufferPointer, names: StreamNames, time: inout EntryTime,
        tag: (UnsafeRawBufferPointer) -> Void
    ) -> String? {
        do throws(JSONError) {
            return try compare(entry, names: names, time: &time, tag: tag)
                .map { "The column \($0) does not say what the entry says" }
        } catch {
            return "The entry is no event of this log: \(error)"
        }
    }

    private func compare(
        _ entry: UnsafeRawBufferPointer, names: StreamNames, time: inout EntryTime,
        tag: (UnsafeRawBufferPointer) -> Void
    ) throws(JSONError) -> String? {
        guard let place = EntryPlaces.attributes(of: entry, idBytes: sourceKey.count) else {
            throw JSONCursor(entry).failure(.expectedName)
        }
        try forEachTag(in: entry, until: place, tag)
        var cursor = JSONCursor(entry, behindMemberAt: place)
        guard try cursor.seekMember("id"), try isNext(&cursor, sourceKey) else {
            return "source_key"
        }
        // Every member is asked for in its order: each is found at the first comparison.
        try skip("recordedby", &cursor)
        let text = time.bytes(of: Instant(microsecondsSinceEpoch: recordedAt))
        guard try cursor.seekMember("recordedtime"), try isNext(&cursor, text) else {
            return "recorded_at"
        }
        guard try cursor.seekMember("sequence"), try isNext(&cursor, position) else {
            return "position"
        }
        try skip("source", &cursor)
        try skip("specversion", &cursor)
        guard try cursor.seekMember("streamversion"), try cursor.readInteger() == Int64(version)
        else { return "version" }
        guard try cursor.seekMember("subject"),
            names.isName(try cursor.readPlainString(), of: streamID)
        else { return "stream_id, or the stream's name," }
        try skip("time", &cursor)
        guard try cursor.seekMember("type"), try isNext(&cursor, type) else { return "type" }
        try cursor.leaveObject()
        guard cursor.isAtEnd else { throw cursor.failure(.trailingText) }
        return nil
    }

    private func skip(_ name: StaticString, _ cursor: inout JSONCursor) throws(JSONError) {
        if try cursor.seekMember(name) { try cursor.skipValue() }
    }

    /// Most events have none, and their data need not be read.
    private func forEachTag(
        in entry: UnsafeRawBufferPointer, until end: Int, _ tag: (UnsafeRawBufferPointer) -> Void
    ) throws(JSONError) {
        guard EntryPlaces.mayHaveTags(UnsafeRawBufferPointer(rebasing: entry[..<end])) else {
            return
        }
        var cursor = JSONCursor(entry)
        try cursor.enterObject()
        guard try cursor.seekMember("data") else { throw cursor.failure(.expectedName) }
        try cursor.enterObject()
        guard try cursor.seekMember("tags") else { return }
        try cursor.enterArray()
        while try cursor.nextElement() { try withString(&cursor, tag) }
    }

    private func isNext(
        _ cursor: inout JSONCursor, _ bytes: UnsafeRawBufferPointer
    ) throws(JSONError) -> Bool {
        var isEqual = false
        try withString(&cursor) { isEqual = $0.holdsSame(as: bytes) }
        return isEqual
    }

    private func isNext(_ cursor: inout JSONCursor, _ bytes: [UInt8]) throws(JSONError) -> Bool {
        var isEqual = false
        try withString(&cursor) { text in
            isEqual = bytes.withUnsafeBytes { text.holdsSame(as: $0) }
        }
        return isEqual
    }

    /// The position in 16 digits.
    private func isNext(_ cursor: inout JSONCursor, _ number: Int64) throws(JSONError) -> Bool {
        var isEqual = false
        try withString(&cursor) { digits in
            guard digits.count == 16 else { return }
            var rest = number
            for place in (0..<16).reversed() {
                guard digits[place] == UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                else { return }
                rest /= 10
            }
            isEqual = rest == 0
        }
        return isEqual
    }

    /// Hands out the next string as it is meant; without a copy where it has no escapes.
    private func withString(
        _ cursor: inout JSONCursor, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(JSONError) {
        var plain = cursor
        if let bytes = try? plain.readPlainString() {
            cursor = plain
            body(bytes)
            return
        }
        var text = try cursor.readString()
        text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
}
