import EventStorage
import Filings

/// The log in PostgreSQL, as ingestion needs it.
public struct StoredEventLog: EventLog {
    private let store: EventStore
    private let actor: String

    /// - Parameter actor: Who records: the job's name, or a person's.
    public init(_ store: EventStore, actor: String) {
        self.store = store
        self.actor = actor
    }

    public func events(
        in streams: [StreamName], of types: [String]
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await store.events(in: streams, of: types)
    }

    public func events(
        aboutFilings ids: [String]
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await store.events(aboutFilings: ids)
    }

    public func append(
        _ parts: [AppendRequest.Part], looksFirst: Bool, settling settlement: SourceSettlement?
    ) async throws(EventStoreError) -> BulkReport {
        var parts = parts
        var refused: [BulkReport.Refused] = []
        while true {
            do throws(EventStoreError) {
                // What was refused is to be read again: nothing is settled then.
                var report = try await store.bulkAppend(
                    parts, by: actor, looksFirst: looksFirst || !refused.isEmpty,
                    settling: refused.isEmpty ? settlement : nil)
                report.refused = refused
                return report
            } catch {
                guard case .refused(let id, _) = error, parts.leaveOut(id) else { throw error }
                refused.append(.init(id: id, reason: "\(error)"))
            }
        }
    }

    public func checkpoints(
        of source: String
    ) async throws(EventStoreError) -> [String: SourceCheckpoint] {
        try await store.checkpoints(of: source)
    }

    public func listing(named name: String) async throws(EventStoreError) -> SourceListing? {
        try await store.listing(named: name)
    }

    public func dayListings(
        prefix: String, within days: ClosedRange<CivilDay>
    ) async throws(EventStoreError) -> [SourceListing] {
        try await store.dayListings(prefix: prefix, within: days)
    }
}

extension [AppendRequest.Part] {
    /// Removes the first event of that id.
    ///
    /// - Returns: Whether there was one.
    fileprivate mutating func leaveOut(_ id: String) -> Bool {
        for part in indices {
            if let place = self[part].events.firstIndex(where: { $0.id == id }) {
                self[part].events.remove(at: place)
                return true
            }
        }
        return false
    }
}
