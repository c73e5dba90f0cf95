extension DateUnit {
    /// - Parameters:
    ///   - year: `nil` when nobody knows.
    ///   - fiscalYearEnd: The month in which fiscal years end.
    func span(in year: Int?, fiscalYearEnd: Int?) -> UnitSpan {
        if isFiscal, let fiscalYearEnd { return fiscalSpan(in: year, end: fiscalYearEnd) }
        if isYearEnd {
            return UnitSpan(months: 12...12, of: year, convention: "year-end=Dec@1", chosen: [12])
        }
        switch kind {
        case .year: return yearSpan(in: year)
        case .half(let number): return divisionSpan(in: year, code: 39 + number)
        case .quarter(let number): return divisionSpan(in: year, code: 32 + number)
        case .season(let season): return divisionSpan(in: year, code: season.code)
        case .month(let month): return monthSpan(in: year, month: month)
        case .day(let month, let day):
            let piece = EDTFPiece(
                year: year,
                rest: "-\(CivilDay.padded(month, to: 2))-\(CivilDay.padded(day, to: 2))")
            return UnitSpan(first: piece, last: piece)
        case .decade: return decadeSpan(in: year)
        case .bareDay, .relativeMonth, .relativeDay:
            return UnitSpan(first: EDTFPiece(year: year), last: EDTFPiece(year: year))
        }
    }

    private func yearSpan(in year: Int?) -> UnitSpan {
        guard let parts else {
            return UnitSpan(first: EDTFPiece(year: year), last: EDTFPiece(year: year))
        }
        let (first, last) = (parts.0.monthsOfYear, parts.1.monthsOfYear)
        return UnitSpan(
            months: first.0.lowerBound...last.0.upperBound, of: year,
            convention: DateConvention.joined(first.convention, last.convention),
            chosen: Array(first.0.lowerBound...last.0.upperBound))
    }

    private func monthSpan(in year: Int?, month: Int) -> UnitSpan {
        guard let parts else { return UnitSpan(months: month...month, of: year) }
        let count = CivilDay.days(inMonth: month, of: year ?? 2024)
        let (first, last) = (parts.0.daysOfMonth(of: count), parts.1.daysOfMonth(of: count))
        let days = first.0.lowerBound...last.0.upperBound
        let piece = { (day: Int) in
            EDTFPiece(
                year: year,
                rest: "-\(CivilDay.padded(month, to: 2))-\(CivilDay.padded(day, to: 2))")
        }
        return UnitSpan(
            first: piece(days.lowerBound), last: piece(days.upperBound),
            convention: DateConvention.joined(first.convention, last.convention),
            chosen: Array(days))
    }

    private func divisionSpan(in year: Int?, code: Int) -> UnitSpan {
        let whole = EDTFPiece(year: year, rest: "-\(code)")
        guard let division = YearDivision(code: code) else {
            return UnitSpan(first: whole, last: whole)
        }
        let season = division.isSeason ? YearDivision.seasonConvention : nil
        guard let parts else { return UnitSpan(first: whole, last: whole, convention: season) }
        let (first, last) = (
            parts.0.months(ofUnit: division.months), parts.1.months(ofUnit: division.months)
        )
        let months =
            division.firstMonth + first.0.lowerBound...division.firstMonth + last.0.upperBound
        return UnitSpan(
            months: months, of: year,
            convention: DateConvention.joined(
                season, DateConvention.joined(first.convention, last.convention)),
            chosen: months.map { ($0 - 1) % 12 + 1 })
    }

    private func decadeSpan(in year: Int?) -> UnitSpan {
        guard let parts, let year else {
            let piece = EDTFPiece(year: year, isDecade: true)
            return UnitSpan(first: piece, last: piece)
        }
        let (first, last) = (parts.0.yearsOfDecade, parts.1.yearsOfDecade)
        return UnitSpan(
            first: EDTFPiece(year: year + first.0.lowerBound),
            last: EDTFPiece(year: year + last.0.upperBound),
            convention: DateConvention.joined(first.convention, last.convention))
    }

    /// Fiscal quarters have no code in EDTF: months are named, unless the year ends in December.
    private func fiscalSpan(in year: Int?, end: Int) -> UnitSpan {
        let convention = "fiscal-year=named-by-end@1"
        guard end != 12 else {
            var calendar = self
            calendar.isFiscal = false
            var span = calendar.span(in: year, fiscalYearEnd: nil)
            span.convention = convention
            return span
        }
        var months = end - 11...end
        switch kind {
        case .half(let number): months = end - 11 + (number - 1) * 6...end - 12 + number * 6
        case .quarter(let number): months = end - 11 + (number - 1) * 3...end - 12 + number * 3
        default: break
        }
        return UnitSpan(months: months, of: year, convention: convention)
    }
}
