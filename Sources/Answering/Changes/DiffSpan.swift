import CanonicalJSON
import EventStorage
import Filings

/// The two moments that `diff` compares.
enum DiffSpan {
    /// What was public by the end of either day.
    case days(CivilDay, CivilDay)
    /// What had been recorded up to either position; how the user named them.
    case positions(Int64, Int64, words: String)

    /// A moment as a user writes it.
    private enum Moment {
        case day(CivilDay)
        case instant(Instant)
        case position(Int64)

        init(
            _ text: String, option: String, areRecorded: Bool, today: CivilDay
        ) throws(Failure) {
            if let position = Int64(text.hasPrefix("#") ? String(text.dropFirst()) : text),
                position >= 0
            {
                self = .position(position)
            } else if text.contains("T") || areRecorded {
                self = .instant(try MomentText.instant(text, option: option))
            } else {
                self = .day(try MomentText.day(text, option: option, today: today))
            }
        }
    }

    /// - Parameter limits: The position that --to cannot be beyond.
    init(
        from: String, to: String?, areRecorded: Bool, today now: Instant, at limits: QuestionLimits,
        in store: EventStore
    ) async throws {
        let first = try Moment(
            from, option: "--from", areRecorded: areRecorded, today: now.day)
        let last = try to.map { text throws(Failure) in
            try Moment(text, option: "--to", areRecorded: areRecorded, today: now.day)
        }
        let isInOrder: Bool
        switch (first, last) {
        case (.day(let first), .day(let last)):
            isInOrder = first <= last
            self = .days(first, last)
        case (.day(let first), nil):
            isInOrder = first <= now.day
            self = .days(first, now.day)
        case (.day, _), (_, .day):
            throw Failure(
                "--from is a day of publication and --to is not, or the other way round: "
                    + "name two days, or add --recorded.", .usage)
        default:
            let start = try await Self.position(first, option: "--from", at: limits, in: store)
            var end = limits.position
            if let last {
                end = try await Self.position(last, option: "--to", at: limits, in: store)
            }
            isInOrder = start <= end
            self = .positions(start, end, words: "\(from) and \(to ?? "the present")")
        }
        guard isInOrder else {
            throw Failure(
                "--from \(from) is after --to \(to ?? "the present"); exchange them.", .usage)
        }
        if case .days(_, let last) = self, last > now.day {
            throw Failure(
                "--to \(last.text) is in the future; today is \(now.day.text).", .usage,
                .missing)
        }
    }

    private static func position(
        _ moment: Moment, option: String, at limits: QuestionLimits, in store: EventStore
    ) async throws -> Int64 {
        switch moment {
        case .day: return 0
        case .instant(let instant):
            return min(limits.position, try await store.position(at: instant))
        case .position(let position):
            guard position <= limits.position else {
                throw Failure(
                    "\(option) \(position) is beyond the log, which ends at \(limits.position).",
                    .usage, .missing)
            }
            return position
        }
    }

    var words: String {
        switch self {
        case .days(let first, let last): "\(first.text) and \(last.text)"
        case .positions(_, _, let words): words
        }
    }

    /// The basis of the answer: that of the later moment, and where it begins.
    func basis(of limits: QuestionLimits) -> JSONObject {
        var basis = limits.basis
        switch self {
        case .days(let first, let last):
            basis["asOf"] = .string(last.text)
            basis["from"] = ["asOf": .string(first.text)]
        case .positions(let first, let last, _):
            basis["position"] = .integer(last)
            basis["from"] = ["position": .integer(first)]
        }
        return basis
    }
}
