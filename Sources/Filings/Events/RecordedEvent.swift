/// An event as the log holds it.
public struct RecordedEvent: Equatable, Sendable {
    /// The place in the whole log, from 1, dense.
    public let position: Int64
    /// The place in the stream, from 1, dense.
    public let version: Int64
    public let stream: StreamName
    public let id: String
    public let source: String
    public let publishedAt: Instant?
    /// Strictly rising with the position.
    public let recordedAt: Instant
    /// The actor: a login name or a job's name.
    public let recordedBy: String
    public let event: FilingEvent

    public init(
        position: Int64, version: Int64, stream: StreamName, id: String, source: String,
        publishedAt: Instant?, recordedAt: Instant, recordedBy: String, event: FilingEvent
    ) {
        self.position = position
        self.version = version
        self.stream = stream
        self.id = id
        self.source = source
        self.publishedAt = publishedAt
        self.recordedAt = recordedAt
        self.recordedBy = recordedBy
        self.event = event
    }
}
