/// By how much plans moved. A later point never changes what an earlier one says.
extension MilestoneStory {
    /// A re-plan against the plan or the term that was made public before it.
    ///
    /// - Returns: `nil` for what is no re-plan, and where both have the same bounds.
    public func slip(of point: MilestonePoint) -> Slip? {
        guard point.phase == .replanned, let date = point.date,
            let index = points.firstIndex(of: point),
            let before = points[..<index].last(where: \.isPlanOrTerm), let old = before.date,
            (old.earliest, old.latest) != (date.earliest, date.latest),
            let days = old.slip(to: date)
        else { return nil }
        return Slip(days: days, against: before.claim)
    }

    /// A plan or what was reached against ``term``, whichever became public first.
    ///
    /// The range is that of a plan that moved from the term's day to the date.
    public func slipAgainstTerm(of point: MilestonePoint) -> Slip? {
        guard point.isPlan || point.phase == .reached, let date = point.date, let term,
            let days = term.date?.slip(to: date)
        else { return nil }
        return Slip(days: days, against: term.claim)
    }

    /// What was reached against the first plan.
    public func slipAgainstBaseline(of point: MilestonePoint) -> Slip? {
        guard point.phase == .reached, let date = point.date, let baseline,
            let days = baseline.date?.slip(to: date)
        else { return nil }
        return Slip(days: days, against: baseline.claim)
    }
}
