import CanonicalJSON
import EventStorage
import Filings

/// What an answer rests on.
public struct QuestionLimits: Sendable {
    public let asOf: CivilDay?
    public let recordedBy: Instant?
    /// The last position that counts.
    public let position: Int64
    /// The recorded axis is limited: the answer repeats whatever is recorded later.
    public let isPinned: Bool

    public init(asOf: CivilDay?, recordedBy: Instant?, position: Int64, isPinned: Bool) {
        self.asOf = asOf
        self.recordedBy = recordedBy
        self.position = position
        self.isPinned = isPinned
    }

    /// All that was recorded up to a position.
    public init(upTo position: Int64) {
        self.init(asOf: nil, recordedBy: nil, position: position, isPinned: false)
    }

    /// The same for an answer that rests on fewer events.
    public func upTo(_ reached: Int64) -> QuestionLimits {
        QuestionLimits(
            asOf: asOf, recordedBy: recordedBy, position: min(position, reached),
            isPinned: isPinned)
    }

    public var basis: JSONObject {
        var basis: JSONObject = ["position": .integer(position)]
        basis["asOf"] = asOf.map { .string($0.text) } ?? .null
        basis["recordedBy"] = recordedBy.map { .string($0.text) } ?? .null
        return basis
    }

    /// Whether an event was public by the day asked for, or nobody knows since when it is.
    func shows(_ event: RecordedEvent) -> Bool {
        guard let asOf, let day = event.publicDay else { return true }
        return day <= asOf
    }
}
