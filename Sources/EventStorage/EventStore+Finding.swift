import Filings
import Postgres

/// Events by what they are called.
extension EventStore {
    /// The events with a source key, in the order of the log; usually none or one.
    public func events(withID id: String) async throws(EventStoreError) -> [RecordedEvent] {
        try await entries(
            "SELECT entry FROM annals.events WHERE source_key = \(id) ORDER BY position")
    }

    /// The event of one stream with a source key.
    public func event(
        in stream: StreamName, withID id: String
    ) async throws(EventStoreError) -> RecordedEvent? {
        try await entries(
            """
            SELECT e.entry FROM annals.streams s
            JOIN annals.events e ON e.stream_id = s.stream_id AND e.source_key = \(id)
            WHERE s.name = \(stream.text)
            """
        ).first
    }

    /// An event and those whose ids count on from it, `<id>#2` and so on without a gap: a filing's
    /// listing or a claim's assertion with what was said of it later.
    public func events(
        countingOnFrom first: String, in stream: StreamName
    ) async throws(EventStoreError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        var id = first
        while let event = try await event(in: stream, withID: id) {
            events.append(event)
            id = "\(first)#\(events.count + 1)"
        }
        return events
    }

    /// The event with which a stream began; `nil` when it does not exist.
    public func firstEvent(of stream: StreamName) async throws(EventStoreError) -> RecordedEvent? {
        try await entries(
            """
            SELECT e.entry FROM annals.streams s
            JOIN annals.events e ON e.stream_id = s.stream_id AND e.version = 1
            WHERE s.name = \(stream.text)
            """
        ).first
    }

    /// The events of one stream with any of these source keys, up to a position, in their order.
    public func events(
        in stream: StreamName, withIDs ids: [String], through position: Int64?
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await entries(
            """
            SELECT e.entry FROM annals.streams s
            JOIN annals.events e ON e.stream_id = s.stream_id AND e.source_key = ANY (\(ids))
            WHERE s.name = \(stream.text) AND e.position <= \(position ?? .max)
            ORDER BY e.version
            """)
    }

    /// The claims with a claim id, of any company, in the order of the log.
    public func claims(withID id: String) async throws(EventStoreError) -> [RecordedEvent] {
        try await entries(
            """
            SELECT e.entry FROM annals.streams s
            JOIN annals.events e ON e.stream_id = s.stream_id
                AND e.source_key = 'claim:' || substr(s.name, length('company-') + 1) || '/' || \(id)
            WHERE s.name LIKE 'company-%'
            ORDER BY e.position
            """)
    }

    /// The events with a tag, in the order of the log.
    public func events(tagged tag: String) async throws(EventStoreError) -> [RecordedEvent] {
        try await entries(
            """
            SELECT e.entry FROM annals.event_tags t JOIN annals.events e USING (position)
            WHERE t.tag = \(tag) ORDER BY e.position
            """)
    }
}
