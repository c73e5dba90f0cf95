/// "This month", "yesterday": counted from the day of publication.
extension DateResolver {
    /// - Returns: `nil` when the wording is not of this kind.
    func resolveRelativeDays() throws(DateReadingError) -> UncertainDate? {
        guard worded.frame == .plain, let count = worded.first.kind.publicationCount else {
            for unit in [worded.first, worded.second].compactMap({ $0 })
            where unit.kind.publicationCount != nil {
                throw .notUnderstood(unit.kind.isRelativeMonth ? "month" : "day")
            }
            return nil
        }
        let isMonth = worded.first.kind.isRelativeMonth
        let first = publication?.earliest.day.map { count($0) }
        let last = publication?.latest.day.map { isMonth ? count($0).endOfMonth : count($0) }
        let rule = isMonth ? "this-month=month-of-publication@1" : "today=day-of-publication@1"
        let component = { (value: (CivilDay) -> Int) in
            guard let publication, let first else { return Component.unknown }
            let isKnown = last.map { value($0) == value(first) } ?? false
            return Component(
                value: isKnown ? value(first) : nil, status: isKnown ? .inferred : .unknown,
                rule: rule, inputs: publication.inputs)
        }
        let year = component { $0.year }
        let month = year.value == nil ? Component.unknown : component { $0.month }
        let day = isMonth || month.value == nil ? Component.unknown : component { $0.day }
        return UncertainDate(
            quoted: quoted, edtf: edtf(first, last, isMonth: isMonth),
            earliest: bound(first, cutTo: publication?.earliest, side: 1),
            latest: bound(last, cutTo: publication?.latest, side: -1),
            precision: isMonth ? .month : .day,
            status: first == nil || last == nil ? .unknown : .inferred, year: year, month: month,
            day: day, convention: sideConvention)
    }

    /// "Earlier this month" ends at the publication, "later this month" begins there.
    private func bound(_ day: CivilDay?, cutTo limit: DateBound?, side: Int) -> DateBound {
        guard let day else { return .unknown }
        return worded.first.side == side ? limit ?? .day(day) : .day(day)
    }

    private func edtf(_ first: CivilDay?, _ last: CivilDay?, isMonth: Bool) -> String? {
        guard let first, let last else { return nil }
        let width = isMonth ? 3 : 0
        let (start, end) = (String(first.text.dropLast(width)), String(last.text.dropLast(width)))
        let mark = worded.qualifier?.text ?? ""
        let text = start == end ? start + mark : "[\(start)\(mark)..\(end)\(mark)]"
        // EDTF has no months in years of more than four digits.
        return (try? ExtendedDate(text))?.text
    }
}

extension DateUnit.Kind {
    fileprivate var isRelativeMonth: Bool {
        if case .relativeMonth = self { true } else { false }
    }

    /// The day, or the first of the month, that a publication on a day means.
    fileprivate var publicationCount: ((CivilDay) -> CivilDay)? {
        switch self {
        case .relativeMonth(let offset):
            { day in
                let months = Int64(day.year * 12 + day.month - 1 + offset).flooredDivision(12)
                return CivilDay(
                    year: Int(months.quotient), month: Int(months.remainder) + 1, day: 1) ?? day
            }
        case .relativeDay(let offset): { $0.adding(days: offset) }
        default: nil
        }
    }
}
