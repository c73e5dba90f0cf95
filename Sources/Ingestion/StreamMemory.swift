import CanonicalJSON
import Filings

/// What a stream is known to hold, and the decision whether a finding is new to it.
struct StreamMemory {
    enum Verdict: Equatable {
        case new
        /// Recorded before, or the same as what this source said when it last spoke.
        case known
        /// Said before in the same document.
        case repeated
        case conflict([IngestReport.Difference])
    }

    private var events: [String: FilingEvent] = [:]
    /// By subject, in the order of recording.
    private var observations: [String: [Observation]] = [:]
    private var foundHere: Set<String> = []

    init(_ recorded: [RecordedEvent]) {
        events.reserveCapacity(recorded.count)
        for event in recorded {
            events[event.id] = event.event
            remember(event.event, source: event.source)
        }
    }

    /// Decides, and remembers what is new.
    mutating func judge(_ new: NewEvent) -> Verdict {
        let firstHere = foundHere.insert(new.id).inserted
        if let recorded = events[new.id] {
            let differences = Self.differences(recorded, new.event)
            guard differences.isEmpty else { return .conflict(differences) }
            return firstHere ? .known : .repeated
        }
        if let observation = Observation(new.event, source: new.source), isKnown(observation) {
            return .known
        }
        events[new.id] = new.event
        remember(new.event, source: new.source)
        return .new
    }

    private mutating func remember(_ event: FilingEvent, source: String) {
        guard let observation = Observation(event, source: source) else { return }
        observations[observation.subject, default: []].append(observation)
    }

    /// Whether the source said the same when it last spoke by that day, or on any later day.
    ///
    /// The later ones count because a file without a time of fetching speaks for the day of its
    /// newest filing, and may be much younger. Of several on one day the last recorded is in force;
    /// one without a day is earlier than all when recorded, and later than all when asked for.
    private func isKnown(_ new: Observation) -> Bool {
        var inForce: Observation?
        for observation in observations[new.subject] ?? [] {
            if let day = new.day, let other = observation.day, other > day {
                if observation.content == new.content { return true }
            } else if let last = inForce?.day, observation.day.map({ $0 < last }) ?? true {
                continue
            } else {
                inForce = observation
            }
        }
        return inForce?.content == new.content
    }

    private static func differences(
        _ recorded: FilingEvent, _ found: FilingEvent
    ) -> [IngestReport.Difference] {
        if recorded == found { return [] }
        let (recorded, found) = (recorded.comparable, found.comparable)
        let names = Set(recorded.members.map(\.name)).union(found.members.map(\.name))
        return names.sorted().compactMap { name in
            guard recorded[name] != found[name] else { return nil }
            return IngestReport.Difference(
                member: name, recorded: recorded[name]?.canonicalText,
                found: found[name]?.canonicalText)
        }
    }
}
