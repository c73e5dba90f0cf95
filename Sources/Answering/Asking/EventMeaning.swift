import EventStorage
import Filings
import Projections

extension Ledger {
    /// The events that a text names: by position, a filing's number at its register, or source key.
    /// A filing comes with its later events.
    public func events(meaning text: String, at limits: QuestionLimits) async throws
        -> [RecordedEvent]
    {
        if let position = Self.position(in: text),
            let event = try await store.event(at: position)
        {
            return [event]
        }
        let known = try await limitsOfModels(limits, reading: [.filings])
        let places = try await models.places(ofAccession: text, at: known.position)
        if !places.isEmpty {
            var events: [RecordedEvent] = []
            for place in places {
                events += try await store.events(
                    countingOnFrom: place.id, in: place.stream)
            }
            return events.sorted { $0.position < $1.position }
        }
        var events: [RecordedEvent] = []
        for event in try await store.events(withID: text) {
            guard case .filingListed = event.event else {
                events.append(event)
                continue
            }
            events += try await store.events(countingOnFrom: event.id, in: event.stream)
        }
        return events
    }

    /// `12` and `#12` are positions.
    public static func position(in text: String) -> Int64? {
        let number = text.hasPrefix("#") ? String(text.dropFirst()) : text
        return Int64(number).flatMap { $0 > 0 ? $0 : nil }
    }
}
