import Filings

/// Places days of some years on a row of cells.
struct LaneAxis: Equatable {
    let years: ClosedRange<Int>
    let cells: Int

    /// The cell of a day: its half of a month decides. In floating point, since a product of years
    /// as far apart as EDTF allows does not fit in 64 bits; for usual years it is exact.
    func cell(of day: CivilDay) -> Int {
        let months = (day.year - years.lowerBound) * 12 + day.month - 1
        let halves = Double(months) * 2 + (day.day > 15 ? 1 : 0)
        let cell = halves * Double(cells) / (Double(years.count) * 24)
        return min(max(0, Int(cell)), cells - 1)
    }

    /// `J F M A M J J A S O N D`, or each year where it begins and there is room for it.
    var scale: String {
        if years.count == 1 {
            let gap = Blank.cells(max(0, cells / 12 - 1))
            return "JFMAMJJASOND".map(String.init).joined(separator: gap)
        }
        var text = ""
        let labelled = years.count <= cells ? Array(years) : [years.lowerBound]
        for year in labelled {
            let start = (year - years.lowerBound) * cells / years.count
            let label = String(year)
            guard text.isEmpty || start > text.utf8.count, start + label.utf8.count <= cells else {
                continue
            }
            text += Blank.cells(start - text.utf8.count) + label
        }
        return text
    }

    /// A bar from one day to the other; an arrow at an end that nobody knows.
    ///
    /// - Parameters:
    ///   - first: `nil` when only the last day is known; never both.
    ///   - solid: It happened, else it is a plan.
    ///   - boxes: Whether box characters take one cell; else ASCII does.
    func bar(
        _ first: CivilDay?, _ last: CivilDay?, solid: Bool, style: TimelineOptions.Style,
        boxes: Bool
    ) -> String {
        let start = first.map(cell) ?? 0
        let end = max(start, last.map(cell) ?? cells - 1)
        let before = Blank.cells(start)
        guard end > start else {
            return before + (solid ? TimelineGlyph.happened.text(style) : boxes ? "┼" : "+")
        }
        let line = solid ? (boxes ? "━" : "=") : (boxes ? "╌" : "-")
        let left = first == nil ? "<" : boxes ? "├" : "|"
        let right = last == nil ? ">" : boxes ? "┤" : "|"
        return before + left + String(repeating: line, count: end - start - 1) + right
    }
}
