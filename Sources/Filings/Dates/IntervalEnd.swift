/// The start or the end of an interval.
enum IntervalEnd: Equatable, Hashable, Sendable {
    case date(PartialDate)
    /// Written `..`.
    case open
    /// Written as nothing.
    case unknown

    var date: PartialDate? {
        if case .date(let date) = self { date } else { nil }
    }

    var text: String {
        switch self {
        case .date(let date): date.text
        case .open: ".."
        case .unknown: ""
        }
    }

    /// Source: EDTF, "Level 2, Interval": unspecified parts of an end belong to level 2.
    var levelInInterval: Int {
        guard let date else { return 1 }
        return date.isMasked ? 2 : date.level
    }

    func bound(_ edge: (PartialDate) -> CivilDay) -> DateBound {
        switch self {
        case .date(let date): .day(edge(date))
        case .open: .open
        case .unknown: .unknown
        }
    }
}
