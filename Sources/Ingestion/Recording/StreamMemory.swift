import CanonicalJSON
import Filings

/// The states that a stream is known to hold, such as a company's name, and the decision whether a
/// statement is news.
struct StreamMemory {
    enum Verdict: Equatable {
        case new
        /// Recorded before, or the same as what this source said when it last spoke.
        case known
        /// Said before in the same document.
        case repeated
    }

    private var ids: Set<String> = []
    /// By subject, in the order of recording.
    private var observations: [String: [Observation]] = [:]
    private var foundHere: Set<String> = []

    init(_ recorded: [RecordedEvent]) {
        for event in recorded {
            guard let observation = Observation(event.event, source: event.source) else { continue }
            ids.insert(event.id)
            observations[observation.subject, default: []].append(observation)
        }
    }

    /// Decides, and remembers what is new. The id names the content, so a known id is known.
    mutating func judge(_ new: NewEvent, _ observation: Observation) -> Verdict {
        let firstHere = foundHere.insert(new.id).inserted
        if ids.contains(new.id) { return firstHere ? .known : .repeated }
        if isKnown(observation) { return .known }
        ids.insert(new.id)
        observations[observation.subject, default: []].append(observation)
        return .new
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
}
