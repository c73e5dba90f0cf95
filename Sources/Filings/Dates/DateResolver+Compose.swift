/// The EDTF string of a wording.
extension DateResolver {
    /// - Parameters:
    ///   - year: The year that the wording leaves out, if it does; `nil` when nobody knows it.
    ///   - marked: Whether that year is written as uncertain.
    /// - Returns: `nil` when no EDTF string says it: "before July" of an unknown year.
    func composed(year: Int?, marked: Bool = false) throws(DateReadingError) -> ExtendedDate? {
        guard let text = try text(year: year, marked: marked) else { return nil }
        do { return try ExtendedDate(text) } catch { throw .impossible(error.reason) }
    }

    private func text(year: Int?, marked: Bool) throws(DateReadingError) -> String? {
        let first = span(worded.first, year: year)
        let start = write(first.first, marked)
        switch worded.frame {
        case .plain: return first.first == first.last ? start : "[\(range(first, marked))]"
        case .since: return start + "/.."
        case .until: return "../" + write(first.last, marked)
        case .by, .before, .after, .notBefore: return try limit(first, marked)
        case .between, .fromTo, .or: break
        }
        guard let second = worded.second else { return nil }
        let wraps =
            worded.first.year == .missing && second.year == .missing
            && worded.first.monthIndex > second.monthIndex
        let earlier = span(worded.first, year: wraps ? year.map { $0 - 1 } : year)
        let later = span(second, year: year)
        switch worded.frame {
        case .or: return "[\(range(earlier, marked)),\(range(later, marked))]"
        case .fromTo: return write(earlier.first, marked) + "/" + write(later.last, marked)
        default: return try between(earlier, later, marked)
        }
    }

    private func span(_ unit: DateUnit, year: Int?) -> UnitSpan {
        let unitYear: Int? =
            switch unit.year {
            case .given(let given): given
            case .relative(let offset): year.map { $0 + offset }
            case .missing: year
            }
        return unit.span(in: unitYear, fiscalYearEnd: fiscalYearEnd)
    }

    private func write(_ piece: EDTFPiece, _ marked: Bool) -> String {
        piece.text(marked: marked, qualifier: worded.qualifier ?? yearEndQualifier)
    }

    /// Source: the corpus of phrases this project began with writes "year-end 2026" as `2026-12~`.
    private var yearEndQualifier: DateQualifier? { worded.first.isYearEnd ? .approximate : nil }

    private func range(_ span: UnitSpan, _ marked: Bool) -> String {
        span.first == span.last
            ? write(span.first, marked)
            : write(span.first, marked) + ".." + write(span.last, marked)
    }

    private func write(_ day: CivilDay, _ marked: Bool) -> String {
        let piece = EDTFPiece(
            year: day.year,
            rest: "-\(CivilDay.padded(day.month, to: 2))-\(CivilDay.padded(day.day, to: 2))")
        return write(piece, marked)
    }

    private func limit(_ span: UnitSpan, _ marked: Bool) throws(DateReadingError) -> String? {
        guard span.first.year != nil else { return nil }
        let days = try self.limits(span)
        return switch worded.frame {
        case .by: "[..\(write(days.last, marked))]"
        case .before: "[..\(write(days.first.adding(days: -1), marked))]"
        case .after: "[\(write(days.last.adding(days: 1), marked))..]"
        default: "[\(write(days.first, marked))..]"
        }
    }

    /// Both ends as they are when equally precise, else as days.
    private func between(
        _ earlier: UnitSpan, _ later: UnitSpan, _ marked: Bool
    ) throws(DateReadingError) -> String? {
        if earlier.first.rest.utf8.count == later.last.rest.utf8.count,
            earlier.first.isDecade == later.last.isDecade
        {
            return "[\(write(earlier.first, marked))..\(write(later.last, marked))]"
        }
        guard earlier.first.year != nil else { return nil }
        let (first, last) = (try limits(earlier).first, try limits(later).last)
        return "[\(write(first, marked))..\(write(last, marked))]"
    }

    /// As ``days(_:)``, with the reason when there are none.
    private func limits(
        _ span: UnitSpan
    ) throws(DateReadingError) -> (first: CivilDay, last: CivilDay) {
        if let days = days(span) { return days }
        do { _ = try ExtendedDate(span.last.text(marked: false, qualifier: nil)) } catch {
            throw .impossible(error.reason)
        }
        throw .impossible(.endsBeforeItBegins)
    }
}
