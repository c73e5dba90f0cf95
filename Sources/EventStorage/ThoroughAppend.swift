import CanonicalJSON
import Filings
import Postgres

/// The function `append_events`: looks at what is there and answers request by request.
struct ThoroughAppend {
    private let requests: [PreparedRequest]

    init(_ requests: [PreparedRequest]) { self.requests = requests }

    func send(on connection: isolated Connection) throws(DatabaseError) -> [Appender.Answer] {
        var rows = try connection.queryDurably(statement).makeIterator()
        var answers: [Appender.Answer] = []
        for request in requests {
            var events: [AppendedEvent] = []
            var refusal: EventStoreError?
            for event in request.events {
                guard let row = rows.next() else {
                    throw DatabaseError(
                        kind: .unreadable, message: "An append returned too little.")
                }
                let outcome: String = try row.decode(0)
                switch outcome {
                case "appended", "known":
                    events.append(try Self.event(row, wasKnown: outcome == "known"))
                default:
                    let found = Found(
                        position: try row.decode(1), version: try row.decode(2))
                    if refusal == nil || found.isPresent {
                        refusal = Self.refusal(outcome, found, of: event, in: request.request)
                    }
                }
            }
            answers.append(refusal.map { .failure($0) } ?? .success(events))
        }
        return answers
    }

    private static func event(_ row: Row, wasKnown: Bool) throws(DatabaseError) -> AppendedEvent {
        let time: TimestampMicroseconds = try row.decode(3)
        return AppendedEvent(
            position: try row.decode(1), version: try row.decode(2),
            recordedAt: Instant(microsecondsSinceEpoch: time.rawValue), wasKnown: wasKnown)
    }

    /// What a refusal met; present only in the row of the event that it is about.
    private struct Found {
        let position: Int64?
        let version: Int64?
        var isPresent: Bool { position != nil || version != nil }
    }

    private static func refusal(
        _ outcome: String, _ found: Found, of event: PreparedRequest.Event,
        in request: AppendRequest
    ) -> EventStoreError {
        switch outcome {
        case "AN001":
            let part = request.parts.first { $0.stream == event.stream }
            return .wrongExpectedVersion(
                stream: event.stream, expected: part?.expected ?? .any, actual: found.version ?? 0)
        case "AN002": return .conditionMet(position: found.position ?? 0)
        default:
            return .conflict(
                stream: event.stream, id: event.parts.id, position: found.position ?? 0)
        }
    }

    private var statement: SQL {
        let events = requests.enumerated().flatMap { number, request in
            request.events.map { (number: Int32(number + 1), event: $0) }
        }
        let parts = events.map(\.event.parts)
        let tags = parts.enumerated().flatMap { index, parts in
            parts.tags.map { (event: Int32(index + 1), tag: $0) }
        }
        let conditions =
            requests.allSatisfy { $0.request.condition == nil }
            ? nil
            : JSONValue.array(requests.map { $0.request.condition?.json ?? .null }).canonicalText
        let sql: SQL = """
            SELECT outcome, position, version, recorded_at FROM annals.append_events(
                \(events.map(\.number)), \(events.map(\.event.stream.text)),
                \(events.map { $0.event.isFirstOfStream ? $0.event.expected : nil }),
                \(parts.map(\.type)), \(parts.map(\.id)), \(parts.map(\.fact)),
                \(parts.map(\.actor)), \(parts.map(\.source)), \(parts.map(\.tail)),
                \(tags.map(\.event)), \(tags.map(\.tag)), \(conditions as String?)::text::jsonb)
            """
        return sql.prepared
    }
}
