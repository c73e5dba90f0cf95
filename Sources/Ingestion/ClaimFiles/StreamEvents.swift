import Filings

/// Events for one stream, in the order to append them in.
public struct StreamEvents: Equatable, Sendable {
    public let stream: StreamName
    public var events: [NewEvent]

    public init(stream: StreamName, events: [NewEvent]) {
        self.stream = stream
        self.events = events
    }
}
