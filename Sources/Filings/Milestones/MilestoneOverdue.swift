/// A milestone that is past a day which was set for it, as far as it is known on some day.
///
/// It says no more than is known: that nothing was reported is not that nothing happened, and a plan
/// that moved beyond the day is still a plan.
public struct MilestoneOverdue: Equatable, Sendable {
    /// What set a day.
    public enum Mark: String, Sendable {
        /// A day that somebody is bound to.
        case term
        /// The first plan.
        case baseline
        /// The newest plan; where there was one only, it is no ``baseline`` beside it.
        case plan
    }

    /// A set day that is over.
    public struct Passed: Equatable, Sendable {
        public let mark: Mark
        public let claim: String
        public let position: Int64
        /// The last day that it can mean.
        public let last: CivilDay
        /// Whether it can mean that day only, or has no first day.
        public let isOneDay: Bool
        /// How many days ago that was, at least 1.
        public let days: Int
    }

    public let key: String
    /// Terms first, each in the order in which they became public.
    public let passed: [Passed]
    /// The newest plan, while its last day is to come; `nil` when it is over, open, or there is none.
    public let currentPlan: MilestonePoint?
    /// The newest search for a report that found none.
    public let looked: ClaimSearch?

    /// By how many days the earliest of them is past.
    public var days: Int { passed.map(\.days).max() ?? 0 }

    /// - Returns: `nil` unless a day that was set is certainly over, and the milestone is neither
    ///   reached nor cancelled.
    public init?(_ story: MilestoneStory, on day: CivilDay) {
        guard story.state != .reached, story.state != .cancelled else { return nil }
        var passed: [Passed] = []
        func note(_ mark: Mark, _ point: MilestonePoint?) {
            guard let point, let date = point.date, let last = date.latest.day, last < day else {
                return
            }
            passed.append(
                Passed(
                    mark: mark, claim: point.claim, position: point.position, last: last,
                    isOneDay: date.earliest.day.map { $0 == last } ?? true,
                    days: day.daysSinceEpoch - last.daysSinceEpoch))
        }
        for point in story.points where point.phase == .required { note(.term, point) }
        let (baseline, plan) = (story.baseline, story.plan)
        if baseline != plan { note(.baseline, baseline) }
        note(.plan, plan)
        if passed.isEmpty { return nil }
        key = story.key
        self.passed = passed
        currentPlan = plan.flatMap { plan in
            plan.date?.latest.day.map { $0 >= day } ?? false ? plan : nil
        }
        looked = story.points.compactMap(\.looked).max { $0.on < $1.on }
    }
}
