import EventStorage
import Filings

/// The limits of a question as its user wrote them: what was public by then, what we had recorded.
public struct LimitTexts: Sendable {
    /// `2024-05-01`, `today`, `yesterday`, `-30d`.
    public var asOf: String?
    /// `2026-11-23` or `2026-11-23T12:00:00Z`.
    public var recordedBy: String?
    public var atPosition: Int64?
    /// The present, for answers that repeat; the system's clock when `nil`.
    public var now: String?

    public init(
        asOf: String? = nil, recordedBy: String? = nil, atPosition: Int64? = nil,
        now: String? = nil
    ) {
        self.asOf = asOf
        self.recordedBy = recordedBy
        self.atPosition = atPosition
        self.now = now
    }

    /// The clock that was passed in, else the system's.
    public func present() throws(Failure) -> Instant {
        guard let now else { return .now }
        guard let instant = Instant(now) else {
            throw Failure("--now \(now) is no instant; write it as 2026-11-23T12:00:00Z.", .usage)
        }
        return instant
    }

    /// Reads the limits and finds the position that they name.
    public func limits(in store: EventStore) async throws -> QuestionLimits {
        let present = try present()
        let asOf = try asOf.map { text throws(Failure) in
            let day = try MomentText.day(text, option: "--as-of", today: present.day)
            if day > present.day {
                throw Self.future("--as-of \(day.text)", today: present.day)
            }
            return day
        }
        let head = try await store.head()
        var position = head.position
        var recorded: Instant?
        if let recordedBy {
            recorded = try Self.recorded(recordedBy, present: present)
            if let recorded { position = try await store.position(at: recorded) }
        }
        if let atPosition {
            guard (0...head.position).contains(atPosition) else {
                throw Failure(
                    "--at-position \(atPosition) is beyond the log, which ends at \(head.position).",
                    .usage, .missing)
            }
            position = min(position, atPosition)
        }
        return QuestionLimits(
            asOf: asOf, recordedBy: recorded, position: position,
            isPinned: recordedBy != nil || atPosition != nil)
    }

    /// What will have been recorded by then nobody knows yet. Today stands for its part that is
    /// over, so that the answer can be had again.
    private static func recorded(_ text: String, present: Instant) throws(Failure) -> Instant {
        let instant = try MomentText.instant(text, option: "--recorded-by")
        if instant > present, CivilDay(text) != present.day {
            throw future("--recorded-by \(text)", today: present.day)
        }
        return min(instant, present)
    }

    private static func future(_ limit: String, today: CivilDay) -> Failure {
        Failure(
            "\(limit) is in the future; today is \(today.text). Leave it out for all that is known.",
            .usage, .missing)
    }
}
