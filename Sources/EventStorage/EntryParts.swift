import CanonicalJSON
import Filings

/// The bytes of an entry around what only the append knows: recorded time, position and version.
///
/// An entry is one CloudEvents 1.0 object in RFC 8785 form. Its names stand in canonical order,
/// which puts the fact first and what recording adds behind it, so that an entry is put together by
/// joining bytes: in the database for single appends, here for bulk.
///
///     {"data":…,"id":"…" ‖ ,"recordedby":"…","recordedtime":" ‖ time ‖ ","sequence":" ‖ position ‖
///     ","source":"…","specversion":"1.0","streamversion": ‖ version ‖
///     ,"subject":"…","time":"…","type":"…"}
struct EntryParts: Sendable {
    /// From the start through the value of `id`.
    var fact: [UInt8] = []
    /// From there to before the value of `recordedtime`.
    let actor: [UInt8]
    /// From after the value of `sequence` to before that of `streamversion`.
    var source: [UInt8] = []
    /// From after the value of `streamversion` to the end.
    var tail: [UInt8] = []
    let id: String
    let type: String
    let tags: [String]

    static let betweenTimeAndPosition = Array("\",\"sequence\":\"".utf8)
    static let positionDigits = 16
    static let greatestSizeBytes = 65_535

    /// - Parameter actor: As ``actorBytes(_:)`` makes it, once for many events.
    init(_ event: NewEvent, stream: StreamName, actor: [UInt8]) throws(EventStoreError) {
        guard !event.id.isEmpty else { throw .refused(id: event.id, reason: .emptyID) }
        guard !event.source.isEmpty else { throw .refused(id: event.id, reason: .emptySource) }
        self.actor = actor
        id = event.id
        type = event.event.type
        tags = event.tags
        guard id.fitsIndex, type.fitsIndex, tags.allSatisfy(\.fitsIndex) else {
            throw .refused(id: event.id, reason: .badText)
        }
        fact.reserveCapacity(640)
        fact.append(text: "{\"data\":")
        guard Self.write(event, into: &fact) else {
            throw .refused(id: event.id, reason: .badNumber)
        }
        fact.append(text: ",\"id\":")
        JSONValue.string(event.id).writeCanonical(into: &fact)

        source.reserveCapacity(160)
        source.append(text: "\",\"source\":")
        JSONValue.string(event.source).writeCanonical(into: &source)
        source.append(text: ",\"specversion\":\"1.0\",\"streamversion\":")

        tail.reserveCapacity(128)
        tail.append(text: ",\"subject\":\"")
        tail.append(text: stream.text)
        if let time = event.publishedAt {
            tail.append(text: "\",\"time\":\"")
            tail.append(text: time.text)
        }
        tail.append(text: "\",\"type\":")
        JSONValue.string(type).writeCanonical(into: &tail)
        tail.append(UInt8(ascii: "}"))

        let most = sizeBytes(version: Int64(Int32.max))
        guard most <= Self.greatestSizeBytes else {
            throw .refused(id: id, reason: .tooLarge(bytes: most))
        }
    }

    /// Appends the data with the tags: by way of a tree, but for the frequent type.
    ///
    /// - Returns: False when a number is none that an entry may hold.
    private static func write(_ event: NewEvent, into bytes: inout [UInt8]) -> Bool {
        if case .filingListed(let filing) = event.event {
            filing.writeCanonical(into: &bytes, tags: event.tags)
            return JSONValue.integer(filing.sizeBytes ?? 0).holdsEntryNumbers
                && filing.details.holdsEntryNumbers
        }
        var data = event.event.data
        if !event.tags.isEmpty { data["tags"] = .array(event.tags.map { .string($0) }) }
        data.writeCanonical(into: &bytes)
        return data.holdsEntryNumbers
    }

    static func actorBytes(_ actor: String) -> [UInt8] {
        var bytes = Array(",\"recordedby\":".utf8)
        JSONValue.string(actor).writeCanonical(into: &bytes)
        bytes.append(text: ",\"recordedtime\":\"")
        return bytes
    }

    /// The whole entry's size in bytes.
    func sizeBytes(version: Int64) -> Int {
        fact.count + actor.count + EntryTime.sizeBytes + Self.betweenTimeAndPosition.count
            + Self.positionDigits + source.count + version.digitCount + tail.count
    }
}

extension String {
    /// Whether a `text` column with an index takes it: PostgreSQL has no NUL in texts, and refuses
    /// keys of about 2,700 bytes and more.
    fileprivate var fitsIndex: Bool { !isEmpty && utf8.count <= 1_024 && !utf8.contains(0) }
}

extension [UInt8] {
    /// Appends ASCII that needs no escape.
    mutating func append(text: String) { append(contentsOf: text.utf8) }
}

extension Int64 {
    /// How many decimal digits a number from 0 has.
    var digitCount: Int {
        var (rest, count) = (self / 10, 1)
        while rest > 0 { (rest, count) = (rest / 10, count + 1) }
        return count
    }
}

extension JSONObject {
    /// Whether every number is one that an entry may hold.
    fileprivate var holdsEntryNumbers: Bool { members.allSatisfy { $0.value.holdsEntryNumbers } }
}

extension JSONValue {
    fileprivate var holdsEntryNumbers: Bool {
        switch self {
        case .integer(let value): value.magnitude <= 1 << 53 - 1
        case .double: false
        case .array(let values): values.allSatisfy { $0.holdsEntryNumbers }
        case .object(let object): object.holdsEntryNumbers
        case .null, .bool, .string: true
        }
    }
}
