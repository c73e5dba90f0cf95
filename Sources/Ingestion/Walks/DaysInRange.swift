import Filings

extension ClosedRange<CivilDay> {
    /// How many days it has.
    var dayCount: Int { upperBound.daysSinceEpoch - lowerBound.daysSinceEpoch + 1 }

    /// Its days, the first one first.
    var all: [CivilDay] { (0..<dayCount).map { lowerBound.adding(days: $0) } }
}
