extension PartialDate {
    /// The lowest level of EDTF that has every feature this date uses.
    var level: Int {
        max(year.value.level, month?.value.division?.level ?? 0, maskLevel, qualifierLevel)
    }

    /// Source: EDTF, "Level 1, Unspecified digit(s) from the right": the last one or two digits of
    /// a year alone; the month, the day, or both, whole.
    private var maskLevel: Int {
        guard isMasked else { return 0 }
        if month == nil { return yearIsMaskedFromTheRight ? 1 : 2 }
        guard !year.value.isMasked, let month = month?.value.mask else { return 2 }
        let isWhole = { (mask: DigitMask) in mask == .unspecifiedPair }
        guard let day = day?.value else { return isWhole(month) ? 1 : 2 }
        return isWhole(day) && (isWhole(month) || !month.isMasked) ? 1 : 2
    }

    private var yearIsMaskedFromTheRight: Bool {
        guard case .digits(let mask, _) = year.value else { return false }
        let count = mask.unspecifiedCount
        return count <= 2 && mask.digits.suffix(count).allSatisfy { $0 == nil }
    }

    /// One qualifier at the very end is about the whole date: level 1. Any other is level 2.
    private var qualifierLevel: Int {
        let isLastOfAll =
            (year.right == nil || month == nil) && (month?.right == nil || day == nil)
            && year.left == nil && month?.left == nil && day?.left == nil
        let isQualified = year.right != nil || month?.right != nil || day?.right != nil
        return isLastOfAll ? (isQualified ? 1 : 0) : 2
    }

    /// What the two ends of a range in a set must share.
    var granularity: UncertainDate.Precision {
        if day != nil { return .day }
        guard let month = month?.value else { return .year }
        return month.division?.precision ?? .month
    }

    /// How finely the date is told; an unspecified component counts as not told.
    var precision: UncertainDate.Precision {
        if year.value.isMasked || year.value.isSignificant { return maskedYearPrecision }
        guard let month = month?.value else { return .year }
        if let division = month.division { return division.precision }
        guard let mask = month.mask, mask != .unspecifiedPair else {
            return day.map { $0.value == .unspecifiedPair } ?? true ? .year : .vague
        }
        if mask.isMasked { return .vague }
        guard let day = day?.value, day != .unspecifiedPair else { return .month }
        return day.isMasked ? .vague : .day
    }

    private var maskedYearPrecision: UncertainDate.Precision {
        let years = year.value.range
        guard month == nil else { return .vague }
        switch years.upperBound - years.lowerBound + 1 {
        case 1: return .year
        case 10: return .decade
        case 100: return .century
        default: return .vague
        }
    }
}

extension ExtendedDate {
    /// How finely the date is told.
    public var precision: UncertainDate.Precision {
        switch form {
        case .date(let date): date.precision
        case .dateTime: .instant
        case .interval: .interval
        case .set: .set
        }
    }
}
