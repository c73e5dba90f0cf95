import Answering
import Filings
import HTTPTypes
import Hummingbird
import Projections

/// New entries as they are recorded, as server-sent events.
///
/// Whoever comes back with an entry's id as Last-Event-ID goes on behind it, or hears that the log no
/// longer has it. A comment every fifteen seconds tells proxies and readers that the stream lives.
struct EventStream {
    private let asked: Asked

    init(_ asked: Asked) { self.asked = asked }

    func response() async throws -> Response {
        let company = asked.path["company"] == nil ? nil : try await company()
        let types = Set(asked.query.all("type"))
        let start = try await start()
        let hub = asked.service.hub
        let traffic = asked.service.traffic
        var headers: HTTPFields = [
            .contentType: "text/event-stream", .cacheControl: "no-store",
        ]
        // Of proxies that hold answers back until they are whole.
        headers[.accelBuffering] = "no"
        return Response(
            status: .ok, headers: headers,
            body: .init { writer in
                traffic.streams(1)
                defer { traffic.streams(-1) }
                try await writer.write(ByteBuffer(string: "retry: 2000\n: from \(start)\n\n"))
                var position = start
                while true {
                    var events: [LiveEvent]
                    switch await hub.next(after: position) {
                    case .closed: return try await writer.finish(nil)
                    case .quiet:
                        try await writer.write(ByteBuffer(string: ": alive\n\n"))
                        continue
                    case .behind: events = try await hub.stored(after: position)
                    case .events(let next): events = next
                    }
                    position = events.last?.position ?? position
                    if company != nil || !types.isEmpty {
                        events.removeAll { event in
                            company.map { $0 != event.stream } ?? false
                                || !types.isEmpty && !types.contains(event.type)
                        }
                    }
                    var buffer = ByteBuffer()
                    for event in events { buffer.writeImmutableBuffer(event.bytes) }
                    if buffer.readableBytes > 0 { try await writer.write(buffer) }
                }
            })
    }

    private func company() async throws -> StreamName {
        let limits = try await LimitTexts().limits(in: asked.ledger.store)
        let known = try await asked.ledger.limitsOfModels(
            limits, reading: ReadModels.Table.ofCompanies)
        return try await asked.ledger.company(asked.company, at: known).stream
    }

    /// The last position that the reader has.
    private func start() async throws -> Int64 {
        let head = asked.service.hub.head
        guard let text = asked.header(.lastEventID) ?? asked.query["after"] else { return head }
        guard let id = EventID(text) else {
            throw Problem(
                .badRequest, "Last-Event-ID is the id of an event here, or its position.")
        }
        var isThere = id.position <= head
        if isThere, let time = id.recordedAt {
            isThere = try await asked.ledger.store.event(at: id.position)?.recordedAt == time
        }
        guard isThere else {
            // Not the log that this reader knows: what it has may not be in it.
            throw Problem(
                .conflict,
                "The log, which ends at \(head), does not have event \(id.position) as this reader "
                    + "has it: it may have been restored from a backup. Compare what you have, then "
                    + "begin at \(head).")
        }
        return id.position
    }
}

/// What an entry is called in a stream: its position, and when it was recorded, by which another entry
/// at the same position of a log that was set back is told from it.
///
///     102-gqz7k1x4e3    the time in microseconds since 1970, base 36
struct EventID: CustomStringConvertible {
    let position: Int64
    /// `nil`: the reader knows no more than the position.
    let recordedAt: Instant?

    init(_ event: RecordedEvent) {
        position = event.position
        recordedAt = event.recordedAt
    }

    init?(_ text: String) {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let position = Int64(first), position >= 0 else {
            return nil
        }
        self.position = position
        guard parts.count == 2 else {
            recordedAt = nil
            return
        }
        guard let time = Int64(parts[1], radix: 36) else { return nil }
        recordedAt = Instant(microsecondsSinceEpoch: time)
    }

    var description: String {
        let time = recordedAt.map { "-" + String($0.microsecondsSinceEpoch, radix: 36) }
        return "\(position)\(time ?? "")"
    }
}

extension HTTPField.Name {
    fileprivate static let accelBuffering = named("X-Accel-Buffering")
}
