/// All that claims say about one milestone: its plans in the order in which they became public, its
/// terms, and what was reached.
public struct MilestoneStory: Equatable, Sendable {
    /// How far it is, as far as sources say.
    public enum State: String, CaseIterable, Sendable {
        case reached
        case replanned = "re-planned"
        case planned
        /// Somebody is bound to a day; no plan is known.
        case required
        case cancelled
        /// It was looked for, and nothing else is known.
        case notReported = "not-reported"
    }

    /// How many days a date lies after that of another claim; negative: before.
    public struct Slip: Equatable, Sendable {
        public let days: ClosedRange<Int>
        /// The id of the other claim.
        public let against: String
    }

    /// `plant-shanghai/start`
    public let key: String
    /// In the order in which they became public: by the day by which they certainly were, else the
    /// first on which they can have been; unknown ones last; then by position.
    public private(set) var points: [MilestonePoint]

    public init(_ key: String, _ points: [MilestonePoint] = []) {
        self.key = key
        self.points = points.sorted { $0.order < $1.order }
    }

    /// Adds a point; what its claim said before about this milestone is no longer part of it.
    public mutating func take(_ point: MilestonePoint) {
        drop(claim: point.claim)
        points.append(point)
        points.sort { $0.order < $1.order }
    }

    /// Removes what a claim said about this milestone.
    public mutating func drop(claim: String) { points.removeAll { $0.claim == claim } }

    /// The first plan.
    public var baseline: MilestonePoint? { points.first { $0.phase == .planned } }

    /// The newest plan.
    public var plan: MilestonePoint? { points.last(where: \.isPlan) }

    /// The term that ends first.
    public var term: MilestonePoint? {
        let ends = points.filter { $0.phase == .required && $0.date?.latest.day != nil }
        return ends.min { one, other in
            (one.date?.latest.day?.daysSinceEpoch ?? 0, one.position)
                < (other.date?.latest.day?.daysSinceEpoch ?? 0, other.position)
        } ?? points.first { $0.phase == .required }
    }

    /// All that say it was reached, in the order of ``points``.
    public var actuals: [MilestonePoint] { points.filter { $0.phase == .reached } }

    /// Whether two sources have it reached on days of which none can be the same.
    public var actualsDiffer: Bool {
        let dates = actuals.compactMap(\.date)
        return dates.indices.contains { index in
            dates[..<index].contains { $0.excludes(dates[index]) }
        }
    }

    public var state: State {
        if points.contains(where: { $0.phase == .reached }) { return .reached }
        if points.last(where: { $0.isPlan || $0.phase == .cancelled })?.phase == .cancelled {
            return .cancelled
        }
        let phases = Set(points.map(\.phase))
        if phases.contains(.replanned) { return .replanned }
        if phases.contains(.planned) { return .planned }
        return phases.contains(.required) ? .required : .notReported
    }
}

extension MilestonePoint {
    fileprivate var order: (Int, Int64) {
        ((publicBy ?? publicFrom)?.daysSinceEpoch ?? .max, position)
    }
}
