import CanonicalJSON
import Filings

extension RecordedEvent {
    /// Reads an entry's bytes, as the log stores them.
    ///
    /// - Throws: ``EventStoreError/unreadable(position:reason:)`` when they are not an entry of
    ///   this log, or a known type's data do not fit it; ``EventStoreError/archived(position:)``.
    public init(entry bytes: UnsafeRawBufferPointer) throws(EventStoreError) {
        if let listed = RecordedEvent(listed: bytes) {
            self = listed
            return
        }
        if let position = ArchivedEntry.position(in: bytes) { throw .archived(position: position) }
        var fields = EntryFields()
        do {
            try fields.read(bytes)
        } catch {
            throw .unreadable(position: fields.position, reason: "\(error)")
        }
        guard let data = fields.data, let position = fields.position,
            let recordedAt = fields.recordedAt
        else {
            throw .unreadable(position: fields.position, reason: "an attribute is missing")
        }
        let event: FilingEvent
        do {
            event = try FilingEvent(type: fields.type, data: data)
        } catch {
            throw .unreadable(position: position, reason: "\(error)")
        }
        self.init(
            position: position, version: fields.version, stream: StreamName(stored: fields.stream),
            id: fields.id, source: fields.source, publishedAt: fields.publishedAt,
            recordedAt: recordedAt, recordedBy: fields.recordedBy, event: event)
    }
}

/// An entry's attributes as they are met.
private struct EntryFields {
    var data: JSONObject?
    var id = ""
    var recordedBy = ""
    var recordedAt: Instant?
    var position: Int64?
    var source = ""
    var version: Int64 = 0
    var stream = ""
    var publishedAt: Instant?
    var type = ""

    mutating func read(_ bytes: UnsafeRawBufferPointer) throws(JSONError) {
        var cursor = JSONCursor(bytes)
        try cursor.enterObject()
        while try cursor.nextMember() { try readMember(&cursor) }
    }

    /// The names come in this order, so each is found at the first or second comparison.
    private mutating func readMember(_ cursor: inout JSONCursor) throws(JSONError) {
        if cursor.nameEquals("data") {
            data = try cursor.readObject()
        } else if cursor.nameEquals("id") {
            id = try cursor.readString()
        } else if cursor.nameEquals("recordedby") {
            recordedBy = try cursor.readString()
        } else if cursor.nameEquals("recordedtime") {
            recordedAt = Instant(try cursor.readString())
        } else if cursor.nameEquals("sequence") {
            position = Int64(try cursor.readString())
        } else if cursor.nameEquals("source") {
            source = try cursor.readString()
        } else if cursor.nameEquals("streamversion") {
            version = try cursor.readInteger()
        } else if cursor.nameEquals("subject") {
            stream = try cursor.readString()
        } else if cursor.nameEquals("time") {
            publishedAt = Instant(try cursor.readString())
        } else if cursor.nameEquals("type") {
            type = try cursor.readString()
        } else {
            try cursor.skipValue()
        }
    }
}
