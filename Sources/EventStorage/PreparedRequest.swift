import CanonicalJSON
import Filings

/// A request with its entries' bytes made: what waits to be sent.
///
/// Made by the caller's own task, so that encoding runs beside what the database does.
struct PreparedRequest: Sendable {
    struct Event: Sendable {
        let stream: StreamName
        /// What the caller believes the stream holds before this event; `nil` for any.
        let expected: Int32?
        let isFirstOfStream: Bool
        let parts: EntryParts
    }

    let request: AppendRequest
    let events: [Event]

    /// - Throws: ``EventStoreError/refused(id:reason:)``.
    init(_ request: AppendRequest) throws(EventStoreError) {
        self.request = request
        let actor = EntryParts.actorBytes(request.actor)
        var events: [Event] = []
        var streams: Set<StreamName> = []
        for part in request.parts {
            guard streams.insert(part.stream).inserted else {
                throw .refused(id: part.stream.text, reason: .repeated)
            }
            guard !part.events.isEmpty else {
                throw .refused(id: part.stream.text, reason: .noEvents)
            }
            var ids: Set<JSONValue> = []  // told apart by their bytes, as the database does
            for (index, event) in part.events.enumerated() {
                guard ids.insert(.string(event.id)).inserted else {
                    throw .refused(id: event.id, reason: .repeated)
                }
                events.append(
                    Event(
                        stream: part.stream,
                        expected: part.expected.number.map {
                            Int32(clamping: Int64($0) + Int64(index))
                        },
                        isFirstOfStream: index == 0,
                        parts: try EntryParts(event, stream: part.stream, actor: actor)))
            }
        }
        guard !events.isEmpty else { throw .refused(id: "", reason: .noEvents) }
        self.events = events
    }

    /// Whether every event's place is known beforehand, so that `append_at` can do it: exact
    /// versions of streams that exist, no condition, no tags.
    var hasKnownPlaces: Bool {
        request.condition == nil
            && events.allSatisfy { ($0.expected ?? 0) > 0 && $0.parts.tags.isEmpty }
    }
}
