import Filings
import Ingestion

/// A log in memory that keeps the contract of ``EventLog``; it can be told to lose races.
actor MemoryLog: EventLog {
    struct Failed: Error, Equatable {}

    private(set) var streams: [StreamName: [RecordedEvent]] = [:]
    private(set) var appends = 0
    private var rivals: [[NewEvent]] = []
    private var isDown = false

    /// Events that another writer appends just before our next appends, one list for each.
    func letRivalsWin(with rivals: [[NewEvent]]) { self.rivals = rivals }
    func goDown() { isDown = true }

    func events(in stream: StreamName) async throws(Failed) -> [RecordedEvent] {
        if isDown { throw Failed() }
        return streams[stream] ?? []
    }

    func append(
        _ events: [NewEvent], to stream: StreamName, expecting version: Int64
    ) async throws(Failed) -> Bool {
        if isDown { throw Failed() }
        if !rivals.isEmpty { store(rivals.removeFirst(), in: stream) }
        guard version == Int64(streams[stream]?.count ?? 0) else { return false }
        store(events, in: stream)
        appends += 1
        return true
    }

    private func store(_ events: [NewEvent], in stream: StreamName) {
        for event in events {
            let version = Int64(streams[stream]?.count ?? 0) + 1
            let position = Int64(streams.values.reduce(0) { $0 + $1.count }) + 1
            streams[stream, default: []].append(
                RecordedEvent(
                    position: position, version: version, stream: stream, id: event.id,
                    source: event.source, publishedAt: event.publishedAt,
                    recordedAt: Instant(microsecondsSinceEpoch: position),
                    recordedBy: "test", event: event.event))
        }
    }

    var all: [RecordedEvent] { streams.values.flatMap { $0 } }
}
