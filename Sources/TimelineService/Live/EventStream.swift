import Answering
import Filings
import HTTPTypes
import Hummingbird
import Projections

/// New entries as they are recorded, as server-sent events.
///
/// The id is the entry's position: whoever comes back with it as Last-Event-ID goes on behind it. A
/// comment every fifteen seconds tells proxies and readers that the stream lives.
struct EventStream {
    private let asked: Asked

    init(_ asked: Asked) { self.asked = asked }

    func response() async throws -> Response {
        let company = asked.path["company"] == nil ? nil : try await company()
        let types = Set(asked.query.all("type"))
        let start = try start()
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
    private func start() throws(Problem) -> Int64 {
        let head = asked.service.hub.head
        guard let text = asked.header(.lastEventID) ?? asked.query["after"] else { return head }
        guard let position = Int64(text), position >= 0 else {
            throw Problem(.badRequest, "Last-Event-ID is the position of an event.")
        }
        guard position <= head else {
            // Not the log that this reader knows: what it has may not be in it.
            throw Problem(
                .conflict,
                "Event \(position) is beyond the log, which ends at \(head): it may have been "
                    + "restored from a backup. Compare what you have, then begin at \(head).")
        }
        return position
    }
}

extension HTTPField.Name {
    fileprivate static let accelBuffering = named("X-Accel-Buffering")
}
