import EventStorage
import Filings
import Ingestion

/// A log in memory that keeps the contract of ``EventLog``; it can be told to lose races.
actor MemoryLog: EventLog {
    struct Failed: Error, Equatable {}

    private(set) var streams: [StreamName: [RecordedEvent]] = [:]
    private(set) var appends = 0
    private var rivals: [[NewEvent]] = []
    private var isDown = false
    private(set) var checkpoints: [String: [String: SourceCheckpoint]] = [:]
    private(set) var listings: [String: SourceListing] = [:]

    /// Events that another writer appends just before our next appends, one list for each.
    func letRivalsWin(with rivals: [[NewEvent]]) { self.rivals = rivals }
    func goDown() { isDown = true }

    func events(
        in streams: [StreamName], of types: [String]
    ) async throws(Failed) -> [RecordedEvent] {
        if isDown { throw Failed() }
        return streams.flatMap { self.streams[$0] ?? [] }
            .filter { types.contains($0.event.type) }
            .sorted { $0.position < $1.position }
    }

    func events(aboutFilings ids: [String]) async throws(Failed) -> [RecordedEvent] {
        if isDown { throw Failed() }
        let asked = Set(ids)
        return all.filter { event in
            asked.contains(event.id) || asked.contains(FilingHistory.filingID(of: event.id))
        }
        .sorted { $0.position < $1.position }
    }

    func append(
        _ parts: [AppendRequest.Part], looksFirst: Bool, settling settlement: SourceSettlement?
    ) async throws(Failed) -> BulkReport {
        if isDown { throw Failed() }
        if !rivals.isEmpty, let stream = parts.first?.stream {
            store(rivals.removeFirst(), in: stream)
        }
        var report = BulkReport()
        for part in parts {
            for event in part.events {
                report.read += 1
                if let known = streams[part.stream]?.first(where: { $0.id == event.id }) {
                    let isSame =
                        known.event == event.event && known.source == event.source
                        && known.publishedAt == event.publishedAt
                    let met = BulkReport.Conflict(
                        stream: part.stream, id: event.id, position: known.position)
                    let hasLater = streams[part.stream]?.contains { $0.id == event.id + "#2" }
                    if !isSame {
                        report.conflicts.append(met)
                    } else if hasLater ?? false {
                        report.revisited.append(met)
                    } else {
                        report.known += 1
                    }
                    continue
                }
                store([event], in: part.stream)
                report.appended += 1
                report.appendedByType[event.event.type, default: 0] += 1
            }
        }
        if report.appended > 0 { appends += 1 }
        if let settlement, report.conflicts.isEmpty, report.revisited.isEmpty {
            for checkpoint in settlement.checkpoints {
                checkpoints[checkpoint.source, default: [:]][checkpoint.part] = checkpoint
            }
            for listing in settlement.listings { listings[listing.name] = listing }
        }
        return report
    }

    func checkpoints(of source: String) async throws(Failed) -> [String: SourceCheckpoint] {
        checkpoints[source] ?? [:]
    }

    func listing(named name: String) async throws(Failed) -> SourceListing? { listings[name] }

    func dayListings(
        prefix: String, within days: ClosedRange<CivilDay>
    ) async throws(Failed) -> [SourceListing] {
        listings.values.filter { listing in
            guard let own = listing.days, own.lowerBound == own.upperBound else { return false }
            return listing.name.hasPrefix(prefix) && days.contains(own.lowerBound)
        }
        .sorted { $0.name < $1.name }
    }

    /// Forgets what it knows of the sources, as a database restored without it.
    func forgetSources() { (checkpoints, listings) = ([:], [:]) }

    /// Goes back to what it knew of the sources, as after a crash between two transactions.
    func recall(
        _ checkpoints: [String: [String: SourceCheckpoint]], _ listings: [String: SourceListing]
    ) {
        (self.checkpoints, self.listings) = (checkpoints, listings)
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
