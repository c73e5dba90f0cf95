import Filings

/// Days and instants as users write them.
public enum MomentText {
    /// `2024-05-01`, `today`, `yesterday` or `-30d`.
    ///
    /// - Parameter option: What the text was given for, for the error's sentence.
    public static func day(
        _ text: String, option: String, today: CivilDay
    ) throws(Failure) -> CivilDay {
        switch text {
        case "today": return today
        case "yesterday": return today.adding(days: -1)
        default: break
        }
        if text.hasPrefix("-"), text.hasSuffix("d"), let days = Int(text.dropFirst().dropLast()) {
            return today.adding(days: -days)
        }
        guard let day = CivilDay(text) else {
            throw Failure("\(option) \(text) is no day; write it as 2024-05-01.", .usage)
        }
        return day
    }

    /// A day stands for its last moment in UTC.
    public static func instant(_ text: String, option: String) throws(Failure) -> Instant {
        if let instant = Instant(text) { return instant }
        guard let day = CivilDay(text), let next = Instant(startOf: day.adding(days: 1)) else {
            throw Failure(
                "\(option) \(text) is no instant; write it as 2026-11-23T12:00:00Z.", .usage)
        }
        return Instant(microsecondsSinceEpoch: next.microsecondsSinceEpoch - 1)
    }
}
