/// An event about to be appended: the fact, and what the log's entry says beside it.
public struct NewEvent: Equatable, Sendable {
    /// The source key, unique in its stream: `edgar:320193/0000320193-24-000123/10-K`.
    public var id: String
    /// Where the fact comes from, a URI reference.
    public var source: String
    /// When the source made it public; `nil` when only a day is known.
    public var publishedAt: Instant?
    public var event: FilingEvent
    /// What append conditions may ask for beside the type: `accession:0000320193-24-000123`.
    public var tags: [String]

    public init(
        id: String, source: String, publishedAt: Instant? = nil, event: FilingEvent,
        tags: [String] = []
    ) {
        self.id = id
        self.source = source
        self.publishedAt = publishedAt
        self.event = event
        self.tags = tags
    }
}
