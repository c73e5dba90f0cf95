import ArgumentParser
import CanonicalJSON
import EventStorage
import Filings

/// The two limits of a question: what was public by then, what we had recorded by then.
struct QuestionOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Only what was public by that day: 2024-05-01, today, yesterday, -30d.",
            valueName: "date"))
    var asOf: String?

    @Option(
        help: ArgumentHelp(
            "Only what we had recorded by then: 2026-11-23 or 2026-11-23T12:00:00Z.",
            valueName: "instant"))
    var recordedBy: String?

    @Option(help: ArgumentHelp("Only the first events of the log.", valueName: "position"))
    var atPosition: Int64?

    @Option(help: ArgumentHelp("The present, for answers that repeat.", valueName: "instant"))
    var now: String?

    /// The clock that was passed in, else the system's.
    func present() throws(CommandFailure) -> Instant { try Self.present(now) }

    static func present(_ now: String?) throws(CommandFailure) -> Instant {
        guard let now = now ?? environment("ANNALS_NOW") else { return .now }
        guard let instant = Instant(now) else {
            throw CommandFailure(
                "--now \(now) is no instant; write it as 2026-11-23T12:00:00Z.", .usage)
        }
        return instant
    }

    /// Reads the limits and finds the position that they name.
    func limits(in store: EventStore) async throws -> QuestionLimits {
        let present = try present()
        let asOf = try asOf.map { text throws(CommandFailure) in
            let day = try Self.day(text, option: "--as-of", today: present.day)
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
                throw CommandFailure(
                    "--at-position \(atPosition) is beyond the log, which ends at \(head.position).",
                    .usage)
            }
            position = min(position, atPosition)
        }
        return QuestionLimits(
            asOf: asOf, recordedBy: recorded, position: position,
            isPinned: recordedBy != nil || atPosition != nil)
    }

    /// What will have been recorded by then nobody knows yet. Today stands for its part that is
    /// over, so that the answer can be had again.
    private static func recorded(
        _ text: String, present: Instant
    ) throws(CommandFailure) -> Instant {
        let instant = try instant(text, option: "--recorded-by")
        if instant > present, CivilDay(text) != present.day {
            throw future("--recorded-by \(text)", today: present.day)
        }
        return min(instant, present)
    }

    private static func future(_ limit: String, today: CivilDay) -> CommandFailure {
        CommandFailure(
            "\(limit) is in the future; today is \(today.text). Leave it out for all that is known.",
            .usage)
    }

    static func day(
        _ text: String, option: String, today: CivilDay
    ) throws(CommandFailure) -> CivilDay {
        switch text {
        case "today": return today
        case "yesterday": return today.adding(days: -1)
        default: break
        }
        if text.hasPrefix("-"), text.hasSuffix("d"), let days = Int(text.dropFirst().dropLast()) {
            return today.adding(days: -days)
        }
        guard let day = CivilDay(text) else {
            throw CommandFailure(
                "\(option) \(text) is no day; write it as 2024-05-01.", .usage)
        }
        return day
    }

    /// A day stands for its last moment in UTC.
    static func instant(_ text: String, option: String) throws(CommandFailure) -> Instant {
        if let instant = Instant(text) { return instant }
        guard let day = CivilDay(text), let next = Instant(startOf: day.adding(days: 1)) else {
            throw CommandFailure(
                "\(option) \(text) is no instant; write it as 2026-11-23T12:00:00Z.", .usage)
        }
        return Instant(microsecondsSinceEpoch: next.microsecondsSinceEpoch - 1)
    }
}

/// What an answer rests on.
struct QuestionLimits {
    let asOf: CivilDay?
    let recordedBy: Instant?
    /// The last position that counts.
    let position: Int64
    /// The recorded axis is limited: the answer repeats whatever is recorded later.
    let isPinned: Bool

    init(asOf: CivilDay?, recordedBy: Instant?, position: Int64, isPinned: Bool) {
        self.asOf = asOf
        self.recordedBy = recordedBy
        self.position = position
        self.isPinned = isPinned
    }

    /// All that was recorded up to a position.
    init(upTo position: Int64) {
        self.init(asOf: nil, recordedBy: nil, position: position, isPinned: false)
    }

    /// The same for an answer that rests on fewer events.
    func upTo(_ reached: Int64) -> QuestionLimits {
        QuestionLimits(
            asOf: asOf, recordedBy: recordedBy, position: min(position, reached),
            isPinned: isPinned)
    }

    var basis: JSONObject {
        var basis: JSONObject = ["position": .integer(position)]
        basis["asOf"] = asOf.map { .string($0.text) } ?? .null
        basis["recordedBy"] = recordedBy.map { .string($0.text) } ?? .null
        return basis
    }
}
