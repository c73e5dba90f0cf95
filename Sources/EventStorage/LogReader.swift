import Filings

/// Reads on in the log, and notices when the log is no longer the one that was read.
///
/// Each reading begins with the last event of the one before: a server that took over without it, or
/// that has another in its place, is told from one that has nothing new.
public struct LogReader: Sendable {
    private let store: EventStore
    /// The last position that was read.
    public private(set) var position: Int64
    private var last: RecordedEvent?
    private var hasBegun = false

    public init(_ store: EventStore, after position: Int64) {
        self.store = store
        self.position = position
    }

    /// The next events, at most so many; none when there are none yet.
    ///
    /// - Throws: ``EventStoreError/setBack(position:recordedAt:)``
    public mutating func next(_ most: Int) async throws(EventStoreError) -> [RecordedEvent] {
        if !hasBegun, position > 0 { last = try await store.event(at: position) }
        hasBegun = true
        var events: [RecordedEvent]
        if let last {
            events = try await store.events(after: last.position - 1, most: most + 1)
            guard events.first == last else {
                // A standby that has not replayed it yet is behind, and nothing worse.
                if events.isEmpty, try await store.isStandby() { return [] }
                throw .setBack(position: last.position, recordedAt: last.recordedAt)
            }
            events.removeFirst()
        } else {
            events = try await store.events(after: position, most: most)
        }
        if let newest = events.last { (last, position) = (newest, newest.position) }
        return events
    }
}
