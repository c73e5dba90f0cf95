/// Turns what a wording says into a date: finds missing years, writes the EDTF, takes its bounds.
struct DateResolver {
    var worded: WordedDate
    let quoted: String
    let publication: Publication?
    let fiscalYearEnd: Int?

    /// - Throws: ``DateReadingError``: a fiscal year without its end, or a day that is not there.
    mutating func resolve() throws(DateReadingError) -> UncertainDate {
        dropEndOfLimit()
        for unit in [worded.first, worded.second].compactMap({ $0 }) {
            if case .bareDay(let day) = unit.kind { throw .notUnderstood("\(day)") }
            guard unit.isFiscal else { continue }
            guard unit.parts == nil, !unit.isYearEnd, unit.kind.isFiscalDivision else {
                throw .notUnderstood("part of a fiscal year")
            }
            if fiscalYearEnd == nil { throw .fiscalYearEndMissing }
        }
        if let relative = try resolveRelativeDays() { return relative }
        return try date(try inference())
    }

    /// "By the end of June" means its last day; so do "before" and "until" the end.
    private mutating func dropEndOfLimit() {
        guard [.by, .before, .until, .after].contains(worded.frame),
            worded.first.isYearEnd || worded.first.parts.map({ $0.1 == .end }) == true
        else { return }
        worded.first.parts = nil
        worded.first.isYearEnd = false
        worded.convention = worded.frame == .after ? worded.convention : nil
        if worded.frame == .before { worded.frame = .by }
    }

    /// The free year, when a unit lacks one or counts from the publication; else `nil`.
    private func inference() throws(DateReadingError) -> YearInference? {
        let units = [worded.first, worded.second].compactMap { $0 }
        if units.contains(where: { if case .relative = $0.year { true } else { false } }) {
            return .relative(publication)
        }
        guard let unit = units.last, unit.year == .missing else { return nil }
        // A month or day that no year has is refused here, before any year is looked for.
        _ = try composed(year: 2024)
        return .nearest(unit, isAhead: worded.isAhead, publication) { year in
            days(unit.span(in: year, fiscalYearEnd: fiscalYearEnd))
        }
    }

    private func date(_ year: YearInference?) throws(DateReadingError) -> UncertainDate {
        let edtf = try composed(
            year: year == nil ? 0 : year?.lower, marked: year?.isMarked ?? false)
        var bounds = try self.bounds(year)
        if let year { cut(&bounds, isPast: year.component.rule?.hasPrefix("nearest-past") == true) }
        let parts = components(year)
        return UncertainDate(
            quoted: quoted, edtf: edtf?.text, earliest: bounds.0, latest: bounds.1,
            precision: worded.precision, status: status(year), year: parts.year,
            month: parts.month, day: parts.day, convention: convention)
    }

    /// From the earliest candidate's first day to the latest candidate's last.
    private func bounds(_ year: YearInference?) throws(DateReadingError) -> (DateBound, DateBound) {
        guard let year else {
            let date = try composed(year: 0)
            return (date?.earliest ?? .unknown, date?.latest ?? .unknown)
        }
        let shape = try composed(year: 2024)
        let unlimited = { (bound: DateBound?) in bound == .open ? DateBound.open : .unknown }
        var bounds = (unlimited(shape?.earliest), unlimited(shape?.latest))
        if let lower = year.lower { bounds.0 = try composed(year: lower)?.earliest ?? bounds.0 }
        if let upper = year.upper { bounds.1 = try composed(year: upper)?.latest ?? bounds.1 }
        return bounds
    }

    /// What has happened lies before its publication; "later this year" lies after it.
    private func cut(_ bounds: inout (DateBound, DateBound), isPast: Bool) {
        guard worded.frame == .plain else { return }
        if isPast || worded.first.side < 0, let limit = publication?.latest.day,
            let last = bounds.1.day
        {
            bounds.1 = .day(min(last, limit))
        }
        if worded.first.side > 0, let limit = publication?.earliest.day, let first = bounds.0.day {
            bounds.0 = .day(max(first, limit))
        }
    }

    /// The first and last day of a span; `nil` when a day of it is not in the calendar.
    func days(_ span: UnitSpan) -> (first: CivilDay, last: CivilDay)? {
        let first = try? ExtendedDate(span.first.text(marked: false, qualifier: nil)).earliest.day
        let last = try? ExtendedDate(span.last.text(marked: false, qualifier: nil)).latest.day
        guard let first, let last, first <= last else { return nil }
        return (first, last)
    }
}
