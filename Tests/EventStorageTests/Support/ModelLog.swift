import Filings

@testable import EventStorage

/// The log as one would explain it: a list of events, and rules that look through all of it.
struct ModelLog {
    struct Entry: Equatable {
        let stream: StreamName
        let version: Int64
        let event: NewEvent
        let actor: String
    }

    /// Where an event stands, and whether it stood there before.
    struct Place: Equatable {
        let position: Int64
        let version: Int64
        let wasKnown: Bool
    }

    private(set) var entries: [Entry] = []

    func version(of stream: StreamName) -> Int64 {
        Int64(entries.count { $0.stream == stream })
    }

    /// The position of a key in a stream.
    private func position(of id: String, in stream: StreamName) -> Int64? {
        entries.firstIndex { $0.stream == stream && $0.event.id == id }.map { Int64($0) + 1 }
    }

    mutating func append(_ request: AppendRequest) -> Result<[Place], EventStoreError> {
        if let error = refusal(of: request) { return .failure(error) }
        return .success(
            request.parts.flatMap { part in
                part.events.map { place($0, in: part.stream, by: request.actor) }
            })
    }

    /// What a bulk append does: every event alone, conflicting ones left out.
    mutating func bulkAppend(_ parts: [AppendRequest.Part], by actor: String) -> BulkReport {
        var report = BulkReport()
        for part in parts {
            for event in part.events {
                report.read += 1
                switch append(AppendRequest([.init([event], to: part.stream)], by: actor)) {
                case .success(let places) where places[0].wasKnown: report.known += 1
                case .success: report.appended += 1
                case .failure(.conflict(let stream, let id, let position)):
                    report.conflicts.append(
                        BulkReport.Conflict(stream: stream, id: id, position: position))
                case .failure: break
                }
            }
        }
        report.head = Int64(entries.count)
        return report
    }

    private mutating func place(_ event: NewEvent, in stream: StreamName, by actor: String) -> Place
    {
        if let position = position(of: event.id, in: stream) {
            return Place(
                position: position, version: entries[Int(position) - 1].version, wasKnown: true)
        }
        let version = version(of: stream) + 1
        entries.append(Entry(stream: stream, version: version, event: event, actor: actor))
        return Place(position: Int64(entries.count), version: version, wasKnown: false)
    }

    private func refusal(of request: AppendRequest) -> EventStoreError? {
        for part in request.parts {
            for event in part.events {
                guard let position = position(of: event.id, in: part.stream) else { continue }
                if entries[Int(position) - 1].event != event {
                    return .conflict(stream: part.stream, id: event.id, position: position)
                }
            }
        }
        let changing = request.parts.filter { part in
            part.events.contains { position(of: $0.id, in: part.stream) == nil }
        }
        for part in changing {
            let actual = version(of: part.stream)
            switch part.expected {
            case .any: continue
            case .noStream where actual == 0: continue
            case .exactly(let version) where version == actual: continue
            default:
                return .wrongExpectedVersion(
                    stream: part.stream, expected: part.expected, actual: actual)
            }
        }
        guard !changing.isEmpty, let condition = request.condition else { return nil }
        return firstMatch(condition).map { .conditionMet(position: $0) }
    }

    private func firstMatch(_ condition: AppendCondition) -> Int64? {
        if condition.types.isEmpty, condition.tags.isEmpty { return nil }
        return entries.indices.first { index in
            let event = entries[index].event
            return index >= condition.after
                && (condition.types.isEmpty || condition.types.contains(event.event.type))
                && condition.tags.allSatisfy { event.tags.contains($0) }
        }.map { Int64($0) + 1 }
    }
}
