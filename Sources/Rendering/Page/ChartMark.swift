import Filings

/// The mark of one entry on the axis; see ``HistoryChart`` for what is drawn how.
struct ChartMark {
    private let entry: TimelineEntry
    private let isGhost: Bool

    init(_ entry: TimelineEntry, isGhost: Bool) {
        self.entry = entry
        self.isGhost = isGhost
    }

    private var marks: DateMarks { DateMarks(entry.date) }

    private var style: String {
        if isGhost { return "ghost" }
        let isDoubtful = !marks.isDisjoint(with: [.approximate, .uncertain, .yearInferred])
        return "mark" + (isDoubtful ? " dashed" : "")
    }

    func lines(on axis: ChartAxis, y: Int) -> [String] {
        switch (entry.date.earliest.day, entry.date.latest.day) {
        case (nil, nil): return []
        case (let first?, let last?) where first == last: return [dot(axis.x(of: first), y)]
        case (let first?, let last?): return bar(axis.x(of: first), axis.x(of: last), y)
        case (let first?, nil): return arrow(from: axis.x(of: first), towards: 1, y)
        case (nil, let last?): return arrow(from: axis.x(of: last), towards: -1, y)
        }
    }

    private func dot(_ x: Int, _ y: Int) -> String {
        let hollow = entry.phase.isPlan || entry.phase == .derived ? " hollow" : ""
        return
            "<circle class=\"\(style)\(isGhost ? "" : hollow)\" cx=\"\(x)\" cy=\"\(y)\" r=\"4\"/>"
    }

    private func bar(_ first: Int, _ last: Int, _ y: Int) -> [String] {
        let end = max(first + 3, last)
        let height = isGhost ? 2 : 5
        let fill = entry.phase.isPlan || isGhost ? " bar" : ""
        return [
            "<path class=\"\(style)\(fill)\" d=\"M\(first) \(y)H\(end)\"/>",
            """
            <path class="\(isGhost ? "ghost" : "mark") bar" d="M\(first) \(y - height)V\(y + height)\
            M\(end) \(y - height)V\(y + height)"/>
            """,
        ]
    }

    private func arrow(from x: Int, towards side: Int, _ y: Int) -> [String] {
        let tip = x + side * 26
        let back = tip - side * 5
        return [
            """
            <path class="\(style) bar" d="M\(x) \(y - 5)V\(y + 5)M\(x) \(y)H\(tip)\
            M\(back) \(y - 4)L\(tip) \(y)L\(back) \(y + 4)"/>
            """
        ]
    }
}
