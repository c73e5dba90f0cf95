import EventStorage
import Filings
import Projections

extension Ledger {
    /// The events that a text names: by position, a filing's number at its register, claim id or
    /// source key. A filing comes with its later events.
    func events(meaning text: String, at limits: QuestionLimits) async throws -> [RecordedEvent] {
        let number = text.hasPrefix("#") ? String(text.dropFirst()) : text
        if let position = Int64(number), position > 0 {
            if let event = try await store.event(at: position) { return [event] }
        }
        let known = try await limitsOfModels(limits, reading: [.filings])
        let places = try await models.places(ofAccession: text, at: known.position)
        if !places.isEmpty {
            var events: [RecordedEvent] = []
            for place in places { events += try await filing(place.id, in: place.stream) }
            return events.sorted { $0.position < $1.position }
        }
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        if parts.count == 2, let stream = StreamName("company-" + parts[0]) {
            if let found = try await store.event(in: stream, withID: "claim:" + text) {
                return [found]
            }
        }
        let claims = try await store.claims(withID: text)
        if !claims.isEmpty { return claims }
        var events: [RecordedEvent] = []
        for event in try await store.events(withID: text) {
            guard case .filingListed = event.event else {
                events.append(event)
                continue
            }
            events += try await filing(event.id, in: event.stream)
        }
        return events
    }

    /// A filing's listing and its later events, whose ids count on from it.
    private func filing(
        _ listing: String, in stream: StreamName
    ) async throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        var id = listing
        while let event = try await store.event(in: stream, withID: id) {
            events.append(event)
            id = "\(listing)#\(events.count + 1)"
        }
        return events
    }
}
