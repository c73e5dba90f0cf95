/// The year that a wording leaves out or counts from its publication, and how that was inferred.
struct YearInference {
    /// The year of the earliest possible publication, and the preferred one; `nil` when not known.
    var lower: Int?
    /// The year of the latest possible publication.
    var upper: Int?
    var component: UncertainDate.Component

    /// Whether the EDTF string should doubt the year.
    var isMarked: Bool {
        lower != nil && (lower != upper || component.rule?.hasPrefix("nearest") == true)
    }

    /// - Parameter yearOf: The year that a publication on that day means.
    init(
        _ publication: Publication?, rule: String, assumption: (_ isOneOfSeveral: Bool) -> String?,
        yearOf: (CivilDay) -> Int?
    ) {
        lower = publication?.earliest.day.flatMap(yearOf)
        upper = publication?.latest.day.flatMap(yearOf)
        guard let publication, lower != nil || upper != nil else {
            component = .unknown
            return
        }
        component = UncertainDate.Component(
            value: lower, status: lower == nil ? .unknown : .inferred, rule: rule,
            inputs: publication.inputs,
            assumption: lower == nil ? nil : assumption(lower != upper),
            candidates: Self.candidates(from: lower, to: upper))
    }

    /// At most a century of them; none when there is no choice to list.
    private static func candidates(from lower: Int?, to upper: Int?) -> [Int] {
        guard let lower else { return [] }
        guard let upper else { return [lower] }
        return (1..<100).contains(upper - lower) ? Array(lower...upper) : []
    }
}

extension YearInference {
    /// "This year": the year of publication and so many more.
    static func relative(_ publication: Publication?) -> YearInference {
        YearInference(
            publication, rule: "this-year=year-of-publication@1",
            assumption: { $0 ? "news links recent stories" : nil }, yearOf: { $0.year })
    }

    /// "In June": the last one that began by the day of publication, or the next one to end.
    ///
    /// - Parameter days: The unit's days in a year; `nil` when that year lacks them.
    static func nearest(
        _ unit: DateUnit, isAhead: Bool, _ publication: Publication?,
        days: (Int) -> (first: CivilDay, last: CivilDay)?
    ) -> YearInference {
        let name = unit.kind.monthName ?? unit.noun
        return YearInference(
            publication, rule: "nearest-\(isAhead ? "future" : "past")-\(unit.noun)@1",
            assumption: { isOneOfSeveral in
                (isAhead ? "a plan names the next \(name)" : "news names the latest \(name)")
                    + (isOneOfSeveral ? " and links recent stories" : "")
            },
            yearOf: { day in
                // Nine years reach the next 29 February even across a common century year.
                isAhead
                    ? (day.year - 1...day.year + 9).first {
                        days($0).map { $0.last >= day } ?? false
                    }
                    : (day.year - 9...day.year + 1).last {
                        days($0).map { $0.first <= day } ?? false
                    }
            })
    }
}

extension DateUnit.Kind {
    fileprivate var monthName: String? {
        if case .month(let month) = self { DateWords.months[month - 1] } else { nil }
    }
}
