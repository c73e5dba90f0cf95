import Filings

/// What is known of a milestone past its day, in words that say no more than that.
public enum OverdueText {
    /// `past term (2026-07-02) by 144 days and baseline (latest 2026-08-31) by 84; inside current
    /// plan (to 2026-12-31); no actual reported; last looked 2026-11-23, 3 sources`.
    ///
    /// - Parameter looked: When and where a report was last looked for; `nil`: nobody noted that.
    public static func text(_ overdue: MilestoneOverdue, looked: (on: CivilDay, sources: Int)?)
        -> String
    {
        var clauses = [past(overdue.passed)]
        if let last = overdue.currentPlan?.date?.latest.day {
            clauses.append("inside current plan (to \(last.text))")
        }
        clauses.append("no actual reported")
        if let looked {
            let noun = looked.sources == 1 ? "source" : "sources"
            clauses.append("last looked \(looked.on.text), \(looked.sources) \(noun)")
        } else {
            clauses.append("no search for one recorded")
        }
        return clauses.joined(separator: "; ")
    }

    private static func past(_ passed: [MilestoneOverdue.Passed]) -> String {
        var words = passed.enumerated().map { index, one in
            let day = one.isOneDay ? one.last.text : "latest \(one.last.text)"
            let unit = index > 0 ? "" : one.days == 1 ? " day" : " days"
            return "\(one.mark.rawValue) (\(day)) by \(one.days)\(unit)"
        }
        let last = words.removeLast()
        if words.isEmpty { return "past " + last }
        return "past " + words.joined(separator: ", ") + " and " + last
    }
}
