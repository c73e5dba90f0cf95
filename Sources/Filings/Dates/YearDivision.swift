/// A part of a year that EDTF writes in the place of a month: a season, quarter, term or half.
///
/// Source: EDTF, "Level 1, Seasons" and "Level 2, Sub-year groupings": codes 21 to 41. The standard
/// leaves the months of a season open. Convention `seasons=northern-meteorological@1`: seasons are
/// those of meteorologists, three whole months (World Meteorological Organization, "Guide to
/// Climatological Practices", WMO-No. 100: March to May, …); those "independent of location" are
/// northern; the one that spans two years has the name of the year it begins in.
struct YearDivision: Hashable, Sendable {
    let code: Int
    /// The first month, and how many.
    let firstMonth: Int
    let months: Int

    init?(code: Int) {
        self.code = code
        switch code {
        case 21...28: (firstMonth, months) = ((code - 21) % 4 * 3 + 3, 3)
        case 29...32: (firstMonth, months) = ((code - 29 + 2) % 4 * 3 + 3, 3)
        case 33...36: (firstMonth, months) = ((code - 33) * 3 + 1, 3)
        case 37...39: (firstMonth, months) = ((code - 37) * 4 + 1, 4)
        case 40, 41: (firstMonth, months) = ((code - 40) * 6 + 1, 6)
        default: return nil
        }
    }

    static let seasonConvention = "seasons=northern-meteorological@1"

    var level: Int { code <= 24 ? 1 : 2 }
    var isSeason: Bool { code <= 32 }

    var precision: UncertainDate.Precision {
        switch code {
        case ...32: .season
        case ...36: .quarter
        case ...39: .term
        default: .half
        }
    }

    func first(of year: Int) -> CivilDay {
        CivilDay(validYear: year, month: firstMonth, day: 1)
    }

    /// The last day, in the next year for a season that spans two.
    func last(of year: Int) -> CivilDay {
        let last = firstMonth + months - 1
        let month = last > 12 ? last - 12 : last
        return CivilDay(validYear: last > 12 ? year + 1 : year, month: month, day: 1).endOfMonth
    }
}
