import Filings

/// A time of acceptance as EDGAR writes it, `2023-08-08T18:30:33.000Z`, with both of its readings.
struct AcceptanceText: Equatable {
    let day: CivilDay
    let secondOfDay: Int
    /// The instant, where an offset other than `Z` tells it.
    let stated: Instant?
    private let utc: Instant

    /// - Returns: `nil` for a text of another form.
    init?(_ text: String) {
        guard let instant = Instant(text), let day = CivilDay(String(text.prefix(10))) else {
            return nil
        }
        if text.hasSuffix("Z") {
            utc = instant
            stated = nil
            self.day = day
            let micros = instant.microsecondsSinceEpoch
            secondOfDay = Int(micros / 1_000_000) - day.daysSinceEpoch * 86_400
        } else {
            guard let wall = EasternTime.wallClock(at: instant) else { return nil }
            utc = instant
            stated = instant
            self.day = wall.day
            secondOfDay = wall.secondOfDay
        }
        guard (0..<86_400).contains(secondOfDay) else { return nil }
    }

    /// The instant, when the file's clock is this one; `nil` when that cannot be known.
    func instant(on clock: FilingListed.Clock) -> Instant? {
        if let stated { return stated }
        switch clock {
        case .eastern: return EasternTime.instant(day, secondOfDay: secondOfDay)
        case .utc, .header: return utc
        case .unknown: return nil
        }
    }

    /// New York's second of the day, when the text is in UTC.
    var easternSecondIfUTC: Int? { EasternTime.wallClock(at: utc)?.secondOfDay }

    /// Whether this is a day and no time: until mid-2002 EDGAR kept none, and midnight in New York
    /// stands for it, which files in UTC show as 04:00 or 05:00.
    var isBareDay: Bool {
        guard stated == nil, day.year < 2002 || day.year == 2002 && day.month < 7 else {
            return false
        }
        return secondOfDay == 0 || easternSecondIfUTC == 0
    }
}
