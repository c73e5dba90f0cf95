import Filings

/// The plans of one milestone, one after the other, and when it was reached.
struct MilestoneLane {
    struct Bar {
        let label: String
        let row: TimelineRow
        let isReached: Bool
        /// Both nil never: a plan without any bound has no bar.
        let first: CivilDay?
        let last: CivilDay?
    }

    let milestone: String
    let bars: [Bar]
    /// The years that the bars touch.
    let years: ClosedRange<Int>

    /// One lane a milestone that has at least two plans with a date, in the order of their names.
    static func lanes(of rows: [TimelineRow]) -> [MilestoneLane] {
        let dated = rows.filter { row in
            row.entry.milestone != nil && (row.entry.phase.isPlan || row.entry.phase == .reached)
                && (row.entry.date.earliest.day ?? row.entry.date.latest.day) != nil
        }
        let groups = Dictionary(grouping: dated) { $0.entry.milestone ?? "" }
        return groups.keys.sorted().compactMap { MilestoneLane($0, groups[$0] ?? []) }
    }

    private init?(_ milestone: String, _ rows: [TimelineRow]) {
        let rows = rows.sorted(by: Self.isBefore)
        let terms = rows.filter { $0.entry.phase == .required }
        let plans = rows.filter { $0.entry.phase.isPlan && $0.entry.phase != .required }
        guard plans.count + terms.count > 1 else { return nil }
        let reached = rows.filter { $0.entry.phase == .reached }
        self.milestone = milestone
        bars =
            plans.enumerated().map { index, row in
                let isLast = index == plans.count - 1
                let lastLabel = reached.isEmpty ? "current plan" : "last plan"
                let label = isLast ? lastLabel : index == 0 ? "first plan" : "plan \(index + 1)"
                return Self.bar(label, row)
            } + terms.map { Self.bar("term", $0) } + reached.map { Self.bar("reached", $0) }
        let touched = bars.flatMap { [$0.first, $0.last] }.compactMap { $0?.year }
        guard let first = touched.min(), let last = touched.max() else { return nil }
        years = first...last
    }

    private static func bar(_ label: String, _ row: TimelineRow) -> Bar {
        Bar(
            label: label, row: row, isReached: row.entry.phase == .reached,
            first: row.entry.date.earliest.day, last: row.entry.date.latest.day)
    }

    /// By when the plan became public, then by position.
    private static func isBefore(_ one: TimelineRow, _ other: TimelineRow) -> Bool {
        if let first = one.anchor, let second = other.anchor, first != second {
            return first < second
        }
        return one.entry.position < other.entry.position
    }
}
