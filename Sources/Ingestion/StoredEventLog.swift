import EventStorage
import Filings

/// The log in PostgreSQL, as the ``Ingester`` needs it.
public struct StoredEventLog: EventLog {
    private let store: EventStore
    private let actor: String

    /// - Parameter actor: Who records: the job's name, or a person's.
    public init(_ store: EventStore, actor: String) {
        self.store = store
        self.actor = actor
    }

    public func events(in stream: StreamName) async throws(EventStoreError) -> [RecordedEvent] {
        try await store.events(in: stream)
    }

    public func append(
        _ events: [NewEvent], to stream: StreamName, expecting version: Int64
    ) async throws(EventStoreError) -> Bool {
        let part = AppendRequest.Part(
            events, to: stream, expecting: version == 0 ? .noStream : .exactly(version))
        do {
            if events.count >= Self.bulkFrom {
                return try await store.bulkAppend([part], by: actor).appended == events.count
            }
            let appended = try await store.append(AppendRequest([part], by: actor))
            // Known by now: another writer was faster with the same events.
            return !appended.contains(where: \.wasKnown)
        } catch {
            if case .wrongExpectedVersion = error { return false }
            throw error
        }
    }

    /// From this many events on COPY is faster than the append function.
    private static let bulkFrom = 64
}
