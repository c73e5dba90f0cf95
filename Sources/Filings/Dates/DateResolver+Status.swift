/// What a date says of itself beside its bounds.
extension DateResolver {
    typealias Component = UncertainDate.Component

    var convention: String? {
        var names = DateConvention.joined(
            spanConvention(worded.first), worded.second.flatMap(spanConvention))
        names = DateConvention.joined(names, sideConvention)
        if worded.first.hasShortYear || worded.second?.hasShortYear == true {
            names = DateConvention.joined(names, "two-digit-year=20YY@1")
        }
        return DateConvention.joined(names, worded.convention)
    }

    var sideConvention: String? {
        switch worded.first.side {
        case 0: nil
        case ..<0: "earlier=up-to-publication@1"
        default: "later=from-publication@1"
        }
    }

    private func spanConvention(_ unit: DateUnit) -> String? {
        unit.span(in: 2024, fiscalYearEnd: fiscalYearEnd).convention
    }

    /// The weakest of what the year and the units rest on.
    func status(_ year: YearInference?) -> UncertainDate.Status {
        let units = [worded.first, worded.second].compactMap { $0 }
        let ofUnits: [UncertainDate.Status] = units.map { unit in
            unit.parts != nil || unit.isYearEnd ? .assumed : unit.isFiscal ? .derived : .stated
        }
        return (ofUnits + [year?.component.status ?? .stated]).max(by: >) ?? .stated
    }

    /// A plain date has all three; of others only a year that is not stated is worth showing.
    func components(
        _ year: YearInference?
    ) -> (year: Component?, month: Component?, day: Component?) {
        let unit = worded.first
        guard worded.frame == .plain else { return (year?.component, nil, nil) }
        var yearComponent = year?.component ?? statedYear(unit)
        if case .relative(let offset) = unit.year, offset != 0 {
            yearComponent.value = yearComponent.value.map { $0 + offset }
            yearComponent.candidates = yearComponent.candidates.map { $0 + offset }
        }
        let span = unit.span(in: yearComponent.value, fiscalYearEnd: fiscalYearEnd)
        let assumed = Component(
            status: .assumed, rule: span.convention, candidates: span.chosen.sorted())
        switch unit.kind {
        case .day(let month, let day): return (yearComponent, .stated(month), .stated(day))
        case .month(let month):
            return (yearComponent, .stated(month), span.chosen.isEmpty ? .unknown : assumed)
        default:
            return (yearComponent, span.chosen.isEmpty ? .unknown : assumed, .unknown)
        }
    }

    private func statedYear(_ unit: DateUnit) -> Component {
        guard case .given(let year) = unit.year else { return .unknown }
        if unit.isFiscal, let fiscalYearEnd {
            return Component(
                value: year, status: .derived, rule: "fiscal-year=named-by-end@1",
                inputs: ["fiscal year ends in \(DateWords.months[fiscalYearEnd - 1])"])
        }
        return unit.kind == .decade
            ? Component(status: .unknown, candidates: Array(year...year + 9)) : .stated(year)
    }
}

extension WordedDate {
    var precision: UncertainDate.Precision {
        switch frame {
        case .plain: first.precision
        case .by, .before, .after, .notBefore, .between, .or: .set
        case .since, .until, .fromTo: .interval
        }
    }
}
