import Filings

/// What of a source is incomplete, and how to repair it; a pure function of its coverage.
public struct CoverageGaps: Equatable, Sendable {
    /// A unit that was left incomplete, or days that no run ever looked at.
    public struct Gap: Equatable, Sendable {
        public let source: String
        /// A unit of the coverage, or days: `2020-01-07`, `2020-01-07/2020-01-10`.
        public let unit: String
        /// `pending`, `partial`, `unread`; `never asked` where no run looked.
        public let state: String
        public let reason: String?
        /// The arguments of `annals ingest`; `nil` when nothing is known to help.
        public let repair: String?
        /// The run that left it.
        public let run: String?
        public let lookedAt: Instant?
    }

    /// By source and unit.
    public let gaps: [Gap]

    /// Sources that read a register day by day, each day of the week but Saturdays and Sundays.
    ///
    /// Source: the SEC's daily index has a file for each business day, and none for a weekend; a
    /// holiday is ``RunCoverage/State/empty`` once a run has looked.
    static let dayWise: Set = ["edgar-index"]

    /// - Parameter coverage: Of any sources.
    public init(_ coverage: [ReadModels.UnitCoverage]) {
        var gaps: [Gap] = []
        for (source, units) in Dictionary(grouping: coverage, by: \.source) {
            let quarters = CoveredQuarters(units)
            gaps += units.filter { unit in
                let isGap = RunCoverage(unit: unit.unit, state: unit.state).isGap
                return isGap && !(CivilDay(unit.unit).map(quarters.hold) ?? false)
            }.map(Gap.init)
            if Self.dayWise.contains(source) {
                gaps += Self.neverAsked(of: source, units, quarters)
            }
        }
        self.gaps = gaps.sorted { ($0.source, $0.unit) < ($1.source, $1.unit) }
    }

    /// Weekdays between the first and the last day that was looked at, those that follow each other
    /// as one gap.
    private static func neverAsked(
        of source: String, _ units: [ReadModels.UnitCoverage], _ quarters: CoveredQuarters
    ) -> [Gap] {
        let days = Set(units.compactMap { CivilDay($0.unit) })
        let ends = days.union(quarters.spans.flatMap { [$0.lowerBound, $0.upperBound] })
        guard let first = ends.min(), let last = ends.max() else { return [] }
        var gaps: [Gap] = []
        var open: (from: CivilDay, to: CivilDay)?
        var day = first
        while day <= last {
            if day.weekday.rawValue <= 5 {
                if !days.contains(day), !quarters.hold(day) {
                    open = (open?.from ?? day, day)
                } else if let found = open {
                    gaps.append(Gap(source: source, from: found.from, to: found.to))
                    open = nil
                }
            }
            day = day.adding(days: 1)
        }
        return gaps
    }
}

extension CoverageGaps.Gap {
    fileprivate init(_ unit: ReadModels.UnitCoverage) {
        self.init(
            source: unit.source, unit: unit.unit, state: unit.state.rawValue,
            reason: unit.reason, repair: unit.repair, run: unit.run, lookedAt: unit.lookedAt)
    }

    fileprivate init(source: String, from: CivilDay, to: CivilDay) {
        let isOne = from == to
        self.init(
            source: source, unit: isOne ? from.text : "\(from.text)/\(to.text)",
            state: "never asked", reason: "no run looked at it",
            repair: isOne
                ? "\(source) --day \(from.text)"
                : "\(source) --since \(from.text) --until \(to.text)",
            run: nil, lookedAt: nil)
    }
}

/// The days that quarters read whole stand for: those before the day on which they were read, since
/// an open quarter grows.
private struct CoveredQuarters {
    private(set) var spans: [ClosedRange<CivilDay>] = []

    init(_ units: [ReadModels.UnitCoverage]) {
        for unit in units where unit.state == .complete {
            guard let quarter = Self.quarter(unit.unit) else { continue }
            let last = min(quarter.upperBound, unit.lookedAt.day.adding(days: -1))
            if quarter.lowerBound <= last { spans.append(quarter.lowerBound...last) }
        }
    }

    func hold(_ day: CivilDay) -> Bool { spans.contains { $0.contains(day) } }

    /// Reads `2020-Q1`.
    private static func quarter(_ unit: String) -> ClosedRange<CivilDay>? {
        let parts = unit.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, parts[1].first == "Q",
            let year = Int(parts[0]), let number = Int(parts[1].dropFirst()),
            let first = CivilDay(year: year, month: number * 3 - 2, day: 1),
            let month = CivilDay(year: year, month: number * 3, day: 1)
        else { return nil }
        return first...month.endOfMonth
    }
}
