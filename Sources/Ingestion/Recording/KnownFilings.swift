import Filings

/// What the log tells of some filings, each by its stream and source key.
struct KnownFilings {
    private struct Known {
        let first: RecordedEvent
        var history: FilingHistory?
    }

    private var filings: [StreamName: [String: Known]] = [:]

    /// - Parameters:
    ///   - recorded: In the order of the log.
    ///   - asked: Source keys. One that itself ends like a later event's name is still its own.
    init(_ recorded: [RecordedEvent], asked: Set<String>) {
        var events: [StreamName: [String: [RecordedEvent]]] = [:]
        for event in recorded {
            let id = asked.contains(event.id) ? event.id : FilingHistory.filingID(of: event.id)
            events[event.stream, default: [:]][id, default: []].append(event)
        }
        for (stream, ids) in events {
            for (id, events) in ids {
                // A filing of its own may have a name that sorts it here; the key's own comes first.
                let own = events.filter { $0.id == id }
                guard let first = own.first ?? events.first else { continue }
                let history = FilingHistory(own + events.filter { $0.id != id })
                filings[stream, default: [:]][id] = Known(first: first, history: history)
            }
        }
    }

    /// The filing's history; `nil` when the key is another fact's, or nobody's.
    subscript(stream: StreamName, id: String) -> FilingHistory? { filings[stream]?[id]?.history }

    func first(_ stream: StreamName, _ id: String) -> FilingEvent? {
        filings[stream]?[id]?.first.event
    }

    /// Where the fact comes from.
    func source(_ stream: StreamName, _ id: String) -> String {
        filings[stream]?[id]?.first.source ?? ""
    }

    /// All histories with their streams, in the order of the keys.
    var all: [(stream: StreamName, history: FilingHistory)] {
        filings.flatMap { stream, ids in
            ids.values.compactMap { known in
                known.history.map { (stream, $0) }
            }
        }
        .sorted { ($0.1.id, $0.0) < ($1.1.id, $1.0) }
    }

    /// Takes what is about to be recorded, so that the next judgement follows from it.
    mutating func apply(_ event: NewEvent, in stream: StreamName, to id: String) {
        filings[stream]?[id]?.history?.apply(event.event, publishedAt: event.publishedAt)
    }
}
