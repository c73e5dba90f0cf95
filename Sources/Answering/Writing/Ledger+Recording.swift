import CanonicalJSON
import EventStorage
import Filings
import Ingestion
import Sealing

extension Ledger {
    /// Looks, before anything is written, whether this database continues the newest checkpoint that
    /// was seen outside it.
    ///
    /// - Throws: ``SealError`` for a database that was restored from an older backup, or whose past
    ///   was altered.
    public func checkContinuation() async throws {
        guard let newest = try await LogCheckpoints(store).newest() else { return }
        try await SeenCheckpoint(folder: keys, origin: newest.checkpoint.origin)
            .check(against: store)
    }

    /// Appends all streams' events together or none, and reports every conflict at once.
    ///
    /// - Parameter expected: The version of each stream.
    public func record(
        _ streams: [StreamEvents], expecting expected: ExpectedVersion = .any, by actor: String
    ) async throws -> [AppendedEvent] {
        var conflicts: [String] = []
        for stream in streams {
            var recorded: [String: RecordedEvent] = [:]
            for event in try await store.events(in: stream.stream) { recorded[event.id] = event }
            for event in stream.events {
                guard let before = recorded[event.id], before.event != event.event else { continue }
                conflicts.append(
                    "  \(event.id) is recorded with other content at position \(before.position)")
            }
        }
        guard conflicts.isEmpty else {
            throw Failure(
                """
                Nothing was recorded; what is recorded stays, and a changed claim needs an id of \
                its own:
                \(conflicts.joined(separator: "\n"))
                """, .badInput)
        }
        return try await store.append(
            AppendRequest(
                streams.map { .init($0.events, to: $0.stream, expecting: expected) }, by: actor))
    }
}

extension NewEvent {
    /// As the log would hold it, without what recording adds.
    public func line(in stream: StreamName) -> JSONObject {
        var line: JSONObject = [
            "id": .string(id), "source": .string(source), "subject": .string(stream.text),
            "type": .string(event.type), "data": .object(event.data),
        ]
        line["time"] = publishedAt.map { .string($0.text) }
        return line
    }
}
