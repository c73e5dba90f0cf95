/// Explains the marks of doubt and the tiers that occur in a drawing, and no others.
struct TimelineLegend {
    private let marks: DateMarks
    private let tiers: [TimelineEntry.Tier]

    init(rows: [TimelineRow]) {
        marks = rows.reduce(into: DateMarks()) { $0.formUnion($1.marks) }
        let present = Set(rows.compactMap(\.entry.tier))
        tiers = TimelineEntry.Tier.allCases.filter(present.contains)
    }

    private var items: [String] {
        var items: [String] = []
        if marks.contains(.withoutDay) { items.append("[ ] day not known") }
        if marks.contains(.approximate) { items.append("~ approximate") }
        if marks.contains(.uncertain) { items.append("? uncertain") }
        if marks.contains(.yearInferred) { items.append("y year inferred") }
        return items + tiers.map { "\($0.rawValue) \($0.word)" }
    }

    func lines(_ options: TimelineOptions) -> [String] {
        guard !items.isEmpty else { return [] }
        var wrapping = Wrapping(measure: options.measure, width: options.width - 2)
        for (index, item) in items.enumerated() {
            wrapping.append(index < items.count - 1 ? item + "," : item, whole: true)
        }
        return wrapping.finish().map { "  " + options.ink.paint($0, .dim) }
    }
}
