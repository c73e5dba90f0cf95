import Filings

/// Events of many streams with their bytes made, that go in one transaction of a bulk append.
struct BulkChunk: Sendable {
    struct Event: Sendable {
        let stream: StreamName
        let parts: EntryParts
    }

    let events: [Event]
    /// What the caller believes each stream holds, where it said so.
    let expected: [StreamName: ExpectedVersion]
    /// The streams of the chunk, each once, sorted.
    let streams: [StreamName]

    /// - Throws: ``EventStoreError/refused(id:reason:)``.
    init(_ parts: [AppendRequest.Part], actor: [UInt8]) throws(EventStoreError) {
        var events: [Event] = []
        var expected: [StreamName: ExpectedVersion] = [:]
        var streams: Set<StreamName> = []
        for part in parts where !part.events.isEmpty {
            let isFirst = streams.insert(part.stream).inserted
            if isFirst, part.expected != .any { expected[part.stream] = part.expected }
            for event in part.events {
                events.append(
                    Event(
                        stream: part.stream,
                        parts: try EntryParts(event, stream: part.stream, actor: actor)))
            }
        }
        self.events = events
        self.expected = expected
        self.streams = streams.sorted()
    }
}

/// What became of the events of a bulk append.
public struct BulkReport: Equatable, Sendable {
    /// An event whose source key is taken by other facts; it was left out, the rest went in.
    public struct Conflict: Equatable, Sendable {
        public let stream: StreamName
        public let id: String
        /// Where the key's first recording stands.
        public let position: Int64

        public init(stream: StreamName, id: String, position: Int64) {
            self.stream = stream
            self.id = id
            self.position = position
        }
    }

    /// An event that cannot be an entry.
    public struct Refused: Equatable, Sendable {
        public let id: String
        public let reason: String

        public init(id: String, reason: String) {
            self.id = id
            self.reason = reason
        }
    }

    public var read = 0
    public var appended = 0
    /// Recorded before with the same facts, or twice in the input.
    public var known = 0
    public var conflicts: [Conflict] = []
    /// Known with the same facts, while later events about the same key were recorded since: what
    /// is said again may be news.
    public var revisited: [Conflict] = []
    /// Events that cannot be entries; they were left out.
    public var refused: [Refused] = []
    /// How many events of each type were appended.
    public var appendedByType: [String: Int] = [:]
    /// The log's last position after the append.
    public var head: Int64 = 0

    public init() {}
    init(read: Int) { self.read = read }

    mutating func add(_ other: BulkReport) {
        read += other.read
        appended += other.appended
        known += other.known
        conflicts += other.conflicts
        revisited += other.revisited
        appendedByType.merge(other.appendedByType, uniquingKeysWith: +)
        head = max(head, other.head)
    }
}
