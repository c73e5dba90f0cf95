import Filings

/// The days between `--from` and `--to`, either of which may be missing.
public struct DayWindow {
    let from: CivilDay?
    let to: CivilDay?

    public init(from: String?, to: String?, today: CivilDay) throws(Failure) {
        self.from = try from.map { text throws(Failure) in
            try MomentText.day(text, option: "--from", today: today)
        }
        self.to = try to.map { text throws(Failure) in
            try MomentText.day(text, option: "--to", today: today)
        }
        if let from = self.from, let to = self.to, from > to {
            throw Failure(
                "--from \(from.text) is after --to \(to.text); exchange them.", .usage)
        }
    }

    var isUnlimited: Bool { from == nil && to == nil }

    /// Whether a date may lie in the window, and whether it certainly does.
    ///
    /// A date without any bound only may; with an open or unknown end it is not certain.
    func holds(_ date: UncertainDate) -> (possibly: Bool, certainly: Bool) {
        if isUnlimited { return (true, true) }
        let first = date.earliest.day
        let last = date.latest.day
        var possibly = true
        if let from, let last, last < from { possibly = false }
        if let to, let first, first > to { possibly = false }
        var certainly = possibly
        if let from { certainly = certainly && first.map { $0 >= from } ?? false }
        if let to { certainly = certainly && last.map { $0 <= to } ?? false }
        return (possibly, certainly)
    }
}
