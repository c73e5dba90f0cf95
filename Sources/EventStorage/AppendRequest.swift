import Filings

/// Events for one or several streams, appended together or not at all.
public struct AppendRequest: Equatable, Sendable {
    /// The events for one stream, in their order.
    public struct Part: Equatable, Sendable {
        public var stream: StreamName
        public var expected: ExpectedVersion
        public var events: [NewEvent]

        public init(
            _ events: [NewEvent], to stream: StreamName, expecting expected: ExpectedVersion = .any
        ) {
            self.stream = stream
            self.expected = expected
            self.events = events
        }
    }

    /// At most one for each stream.
    public var parts: [Part]
    public var condition: AppendCondition?
    /// Who records: a login name or a job's name.
    public var actor: String

    public init(_ parts: [Part], if condition: AppendCondition? = nil, by actor: String) {
        self.parts = parts
        self.condition = condition
        self.actor = actor
    }
}
