/// One stretch of time that words name: a day, a month, a quarter, "mid-2026".
struct DateUnit: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case year
        case half(Int)
        case quarter(Int)
        /// Its EDTF code.
        case season(YearDivision)
        case month(Int)
        case day(month: Int, day: Int)
        /// A day whose month the other end of a range names: "from 4 to 6 May".
        case bareDay(Int)
        /// Ten years; the unit's year is the first.
        case decade
        /// The month that many months from the publication's.
        case relativeMonth(Int)
        /// The day that many days from the publication's.
        case relativeDay(Int)
    }

    enum Year: Equatable, Sendable {
        case given(Int)
        /// Counted from the year of publication: 0 is "this year".
        case relative(Int)
        case missing
    }

    var kind: Kind
    var year: Year = .missing
    /// The first and the last part named: both the same in "mid-2026".
    var parts: (DatePart, DatePart)? {
        get { firstPart.flatMap { first in lastPart.map { (first, $0) } } }
        set { (firstPart, lastPart) = (newValue?.0, newValue?.1) }
    }
    private var firstPart: DatePart?
    private var lastPart: DatePart?
    /// "Year-end 2026": about December.
    var isYearEnd = false
    /// Counted in the company's fiscal years.
    var isFiscal = false
    /// "Earlier this year" is -1, "later this year" 1: cut at the publication.
    var side = 0
    /// The year was written with two digits.
    var hasShortYear = false

    init(_ kind: Kind, year: Year = .missing) {
        self.kind = kind
        self.year = year
    }

    var precision: UncertainDate.Precision {
        if parts != nil || isYearEnd { return .vague }
        return switch kind {
        case .year: .year
        case .half: .half
        case .quarter: .quarter
        case .season: .season
        case .month, .relativeMonth: .month
        case .day, .bareDay, .relativeDay: .day
        case .decade: .decade
        }
    }

    /// What a rule for the year calls the unit.
    var noun: String {
        switch kind {
        case .month: "month"
        case .day, .bareDay, .relativeDay: "day"
        default: precision == .vague ? "part" : precision.rawValue
        }
    }
}

extension DateUnit.Kind {
    /// "Earlier this month" and "later this year" can be said.
    var canBeCut: Bool {
        switch self {
        case .year, .relativeMonth: true
        default: false
        }
    }

    /// Whether it is counted from the publication's own month or day.
    var isRelative: Bool {
        switch self {
        case .relativeMonth, .relativeDay: true
        default: false
        }
    }

    /// Whether fiscal years have such units of their own.
    var isFiscalDivision: Bool {
        switch self {
        case .year, .half, .quarter: true
        default: false
        }
    }
}
