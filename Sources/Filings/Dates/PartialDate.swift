/// A date that is whole or lacks its day or month, digits and all; the atom of EDTF.
struct PartialDate: Equatable, Hashable, Sendable {
    let year: Qualified<ExtendedYear>
    let month: Qualified<MonthPart>?
    let day: Qualified<DigitMask>?
    let first: CivilDay
    let last: CivilDay

    enum MonthPart: Hashable, Sendable {
        case month(DigitMask)
        case division(YearDivision)
    }

    /// - Returns: `nil` when there is no such day, month or year at all.
    init?(
        year: Qualified<ExtendedYear>, month: Qualified<MonthPart>? = nil,
        day: Qualified<DigitMask>? = nil
    ) {
        self.year = year
        self.month = month
        self.day = day
        guard
            let bounds = PartialDateBounds.days(
                year: year.value, month: month?.value, day: day?.value)
        else { return nil }
        (first, last) = bounds
    }

    var text: String {
        var text = year.text(year.value.text)
        if let month { text += "-" + month.text(month.value.text) }
        if let day { text += "-" + day.text(day.value.text) }
        return text
    }

    var isMasked: Bool {
        year.value.isMasked || month?.value.isMasked == true || day?.value.isMasked == true
    }
}

extension PartialDate.MonthPart {
    var text: String {
        switch self {
        case .month(let mask): mask.text
        case .division(let division): String(division.code)
        }
    }

    var isMasked: Bool {
        if case .month(let mask) = self { mask.isMasked } else { false }
    }

    var division: YearDivision? {
        if case .division(let division) = self { division } else { nil }
    }

    var mask: DigitMask? {
        if case .month(let mask) = self { mask } else { nil }
    }
}
