/// The rows of one year, in order.
///
/// A row belongs to the year of its anchor: its exact day, its one bound, or the first day that it
/// can be; a plan stands where it became public. Rows without a year form the last group. Inside a
/// year the anchors decide, then positions; a year for which only plans are known has lanes alone.
struct TimelineYear {
    /// `nil` for what has no year.
    let year: Int?
    let rows: [TimelineRow]
    let lanes: [MilestoneLane]

    static func grouped(_ rows: [TimelineRow], _ lanes: [MilestoneLane]) -> [TimelineYear] {
        let sorted = rows.sorted { one, other in
            switch (one.anchor, other.anchor) {
            case (let first?, let second?) where first != second: first < second
            case (nil, _?): false
            case (_?, nil): true
            default: one.entry.position < other.entry.position
            }
        }
        var years = Dictionary(grouping: sorted) { $0.anchor?.year }
        let lanesByYear = Dictionary(grouping: lanes) { $0.years.lowerBound }
        for year in lanesByYear.keys where years[year] == nil { years[year] = [] }
        let dated = years.keys.compactMap { $0 }.sorted()
        let undated: [Int?] = years[nil] == nil ? [] : [nil]
        return (dated.map { Optional($0) } + undated).map { year in
            TimelineYear(
                year: year, rows: years[year] ?? [],
                lanes: year.flatMap { lanesByYear[$0] } ?? [])
        }
    }

    /// How many rows are anchored in each month.
    var months: [Int] {
        var counts = Array(repeating: 0, count: 12)
        for row in rows {
            if let month = row.anchor?.month { counts[month - 1] += 1 }
        }
        return counts
    }
}
