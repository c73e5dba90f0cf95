import Filings

/// What a date looks like to a reader: the simplest form that its bounds allow.
enum DateShape: Equatable {
    case unknown
    case day(CivilDay)
    /// The year is `nil` when it has candidates and none is preferred.
    case month(year: Int?, month: Int)
    case quarter(year: Int, quarter: Int)
    case half(year: Int, half: Int)
    case season(year: Int, name: String)
    case years(first: Int, last: Int)
    /// Early, mid, late or the end of a year, or of a month.
    case part(word: String, year: Int, month: Int?)
    /// One of the days, or all of them.
    case days(first: CivilDay, last: CivilDay)
    /// `by` or `before` a day.
    case until(word: String, day: CivilDay)
    /// `from` or `after` a day.
    case since(word: String, day: CivilDay)

    init(_ date: UncertainDate) {
        switch (date.earliest.day, date.latest.day) {
        case (nil, nil): self = Self.unbounded(date)
        case (nil, let latest?): self = Self.until(latest, quoted: date.quoted)
        case (let earliest?, nil): self = Self.since(earliest, quoted: date.quoted)
        case (let earliest?, let latest?): self = Self.bounded(date, earliest, latest)
        }
    }

    private static func unbounded(_ date: UncertainDate) -> DateShape {
        guard let month = date.month?.value, (1...12).contains(month) else { return .unknown }
        return .month(year: date.year?.value, month: month)
    }

    private static func bounded(
        _ date: UncertainDate, _ first: CivilDay, _ last: CivilDay
    ) -> DateShape {
        if first == last { return .day(first) }
        guard first.year == last.year else { return acrossYears(date, first, last) }
        let year = first.year
        let sameMonth = first.month == last.month
        if let word = partWord(date) {
            return .part(word: word, year: year, month: sameMonth ? first.month : nil)
        }
        switch date.precision {
        case .month where sameMonth: return .month(year: year, month: first.month)
        case .quarter where (first.month - 1) / 3 == (last.month - 1) / 3:
            return .quarter(year: year, quarter: (first.month - 1) / 3 + 1)
        case .half where (first.month - 1) / 6 == (last.month - 1) / 6:
            return .half(year: year, half: (first.month - 1) / 6 + 1)
        case .season:
            if let name = season(date) { return .season(year: year, name: name) }
        case .year: return .years(first: year, last: year)
        default: break
        }
        return whole(first, last) ?? .days(first: first, last: last)
    }

    private static func acrossYears(
        _ date: UncertainDate, _ first: CivilDay, _ last: CivilDay
    ) -> DateShape {
        if date.precision == .season, let name = season(date) {
            return .season(year: first.year, name: name)
        }
        if let month = date.month?.value, (1...12).contains(month), date.precision == .month {
            return .month(year: date.year?.value, month: month)
        }
        if isStart(first), isEnd(last) { return .years(first: first.year, last: last.year) }
        return .days(first: first, last: last)
    }

    /// Bounds of one year that are those of a year or a month.
    private static func whole(_ first: CivilDay, _ last: CivilDay) -> DateShape? {
        if isStart(first), isEnd(last) { return .years(first: first.year, last: last.year) }
        if first.month == last.month, first.day == 1, last == last.endOfMonth {
            return .month(year: first.year, month: first.month)
        }
        return nil
    }

    private static func isStart(_ day: CivilDay) -> Bool { day.month == 1 && day.day == 1 }
    private static func isEnd(_ day: CivilDay) -> Bool { day.month == 12 && day.day == 31 }
}

extension DateShape {
    /// The first day that places it in a history; `nil` without a year.
    ///
    /// One bound: that bound. Two: the earlier, so that a long span stands where it can begin first.
    /// A month whose year was chosen among candidates: its first day.
    var anchor: CivilDay? {
        switch self {
        case .unknown: nil
        case .day(let day), .days(let day, _), .until(_, let day), .since(_, let day): day
        case .month(let year, let month): year.flatMap { CivilDay(year: $0, month: month, day: 1) }
        case .quarter(let year, let quarter):
            CivilDay(year: year, month: quarter * 3 - 2, day: 1)
        case .half(let year, let half): CivilDay(year: year, month: half * 6 - 5, day: 1)
        case .years(let year, _): CivilDay(year: year, month: 1, day: 1)
        case .season(let year, _), .part(_, let year, _): CivilDay(year: year, month: 1, day: 1)
        }
    }

    /// Whether it is one unit of the calendar in which the day is not known.
    var isWithoutDay: Bool {
        switch self {
        case .month: true
        case .years(let first, let last): first == last
        default: false
        }
    }
}
