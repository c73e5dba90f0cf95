import Filings
import Postgres
import Schema

/// The statement `append_at`, or `append_one`, for a group whose events' places are all known beforehand.
struct QuickAppend {
    private let requests: [PreparedRequest]
    private let count: Int
    /// Beyond this, what one statement saves no longer counts.
    private static let mostEvents = 256

    /// - Returns: `nil` when a place is not known, or two requests want the same stream.
    init?(_ requests: [PreparedRequest]) {
        var count = 0
        var streams: Set<StreamName> = []
        for request in requests {
            count += request.events.count
            guard count <= Self.mostEvents, request.hasKnownPlaces else { return nil }
            if requests.count == 1 { continue }
            for part in request.request.parts where !streams.insert(part.stream).inserted {
                return nil
            }
        }
        self.requests = requests
        self.count = count
    }

    /// - Returns: `nil` when nothing was done since a stream or version is not there yet.
    /// - Throws: State 23505 when a version or a source key is taken; nothing was done.
    func send(on connection: isolated Connection) throws(DatabaseError) -> [Appender.Answer]? {
        guard let row = try connection.queryDurably(statement).first else { return nil }
        let last: Int64 = try row.decode(0)
        let lastTime: TimestampMicroseconds = try row.decode(1)
        let time = lastTime.rawValue - Int64(count) + 1
        var place: Int64 = 0
        return requests.map { request in
            .success(
                request.events.map { event in
                    defer { place += 1 }
                    return AppendedEvent(
                        position: last - Int64(count) + 1 + place,
                        version: Int64(event.version),
                        recordedAt: Instant(microsecondsSinceEpoch: time + place),
                        wasKnown: false)
                })
        }
    }

    private var statement: SQL {
        let events = requests.flatMap(\.events)
        if events.count == 1 { return Self.single(events[0]) }
        let parts = events.map(\.parts)
        return SQL(
            SchemaFile.appendAt,
            binding: events.map(\.stream.text), events.map(\.version),
            events.map { $0.isFirstOfStream ? $0.expected : nil }, parts.map(\.type),
            parts.map(\.id), parts.map(\.fact), parts.map(\.actor), parts.map(\.source),
            parts.map(\.tail)
        ).prepared
    }

    private static func single(_ event: PreparedRequest.Event) -> SQL {
        let parts = event.parts
        return SQL(
            SchemaFile.appendOne,
            binding: event.stream.text, event.version, event.expected ?? 0, parts.type, parts.id,
            parts.fact, parts.actor, parts.source, parts.tail
        ).prepared
    }
}

extension PreparedRequest.Event {
    /// The version that the event gets where its place is known. Nothing is there before the
    /// greatest number, so one that was expected by mistake finds no stream like it.
    fileprivate var version: Int32 { Int32(clamping: Int64(expected ?? 0) + 1) }
}
