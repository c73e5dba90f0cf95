import Filings

/// A history on an axis of years: a lane for each kind of thing, in it the marks of its dates.
///
/// What is drawn how is said at ``HistoryChart``. Every mark has its words as a title and leads to
/// its line in the list, which is what is read; here one sees how things lie to each other.
struct LaneChart {
    private let items: [PageItem]
    private let title: String

    private static let width = 1_000
    private static let left = 130
    private static let row = 18
    private static let top = 34
    /// Rows that marks of one lane are spread over so that they do not cover each other.
    private static let mostRows = 8
    /// Above that many marks, those of filings that would cover each other are one.
    private static let manyItems = 1_500

    init(_ items: [PageItem], title: String) {
        self.items = items
        self.title = title
    }

    private enum Lane: String, CaseIterable {
        case corporate, funding, contracts, milestones, filings

        init(_ entry: TimelineEntry) {
            switch entry.kind {
            case "filing": self = .filings
            case "funding", "investment", "shares", "debt", "dividend", "offer", "results",
                "guidance", "impairment":
                self = .funding
            case "contract", "acquisition", "disposal", "merger": self = .contracts
            case "milestone", "plant", "capacity": self = .milestones
            default: self = .corporate
            }
            if entry.milestone != nil { self = .milestones }
        }
    }

    private struct Mark {
        let item: PageItem
        let first: Int
        let last: Int
    }

    /// `section` with the drawing; empty where nothing has a date.
    var element: String {
        guard let axis else { return "" }
        var y = Self.top
        var body: [String] = []
        for lane in Lane.allCases {
            let marks = marks(of: lane, on: axis)
            if marks.isEmpty { continue }
            let (lines, height) = drawing(of: marks, lane: lane, at: y, on: axis)
            body += lines
            y += height
        }
        let height = y + 6
        let head = [
            "<section class=\"chart\" aria-label=\"Chart\">",
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(height)" \
            width="\(Self.width)" height="\(height)" role="group" \
            aria-label="\(Markup.text(title)) on an axis of years; the list below says the same">
            """, "<style>\(HistoryChart.style)\(Self.style)</style>", "<g class=\"annals\">",
        ]
        return (head + grid(axis, to: height) + body + ["</g></svg></section>"])
            .joined(separator: "\n")
    }

    private var axis: ChartAxis? {
        let days = items.flatMap { page in
            [page.item.entry.date.earliest.day, page.item.entry.date.latest.day]
                .compactMap(\.self)
        }
        guard let first = days.min(), let last = days.max() else { return nil }
        return ChartAxis(
            years: first.year...last.year, from: Self.left + 10, to: Self.width - 60)
    }

    private func grid(_ axis: ChartAxis, to height: Int) -> [String] {
        axis.ticks.flatMap { year, x in
            [
                "<line class=\"grid\" x1=\"\(x)\" y1=\"22\" x2=\"\(x)\" y2=\"\(height)\"/>",
                "<text class=\"soft\" x=\"\(x + 3)\" y=\"16\">\(year)</text>",
            ]
        }
    }

    private func marks(of lane: Lane, on axis: ChartAxis) -> [Mark] {
        var taken: Set<Int> = []
        return items.compactMap { page in
            let entry = page.item.entry
            guard Lane(entry) == lane else { return nil }
            let days = (entry.date.earliest.day, entry.date.latest.day)
            guard let first = days.0 ?? days.1, let last = days.1 ?? days.0 else { return nil }
            let (x, end) = (axis.x(of: first), axis.x(of: last))
            if items.count > Self.manyItems, lane == .filings, !taken.insert(x).inserted {
                return nil
            }
            return Mark(item: page, first: x, last: max(x + 8, end))
        }.sorted {
            ($0.first, $0.item.item.entry.position) < ($1.first, $1.item.item.entry.position)
        }
    }

    private func drawing(
        of marks: [Mark], lane: Lane, at y: Int, on axis: ChartAxis
    ) -> (lines: [String], height: Int) {
        var ends: [Int] = []
        var placed: [(mark: Mark, row: Int)] = []
        for mark in marks {
            // Versions of one line take its place: only one of them is shown.
            let same = placed.last { $0.mark.item.key == mark.item.key }?.row
            var row = same ?? ends.firstIndex { $0 < mark.first } ?? ends.count
            row = min(row, Self.mostRows - 1)
            if row == ends.count { ends.append(0) }
            ends[row] = max(ends[row], mark.last + 4)
            placed.append((mark, row))
        }
        let height = ends.count * Self.row + 10
        let rule =
            "<line class=\"grid\" x1=\"0\" y1=\"\(y)\" x2=\"\(Self.width)\" y2=\"\(y)\"/>"
        let label = "<text x=\"8\" y=\"\(y + 18)\">\(lane.rawValue)</text>"
        func middle(_ row: Int) -> Int { y + row * Self.row + Self.row / 2 + 5 }
        let drawn = placed.map { mark, row in draw(mark.item, y: middle(row), on: axis) }
        let slips = placed.compactMap { mark, row -> String? in
            guard let next = successor(of: mark.item),
                let later = placed.first(where: {
                    $0.mark.item.item.entry.position == next.item.entry.position
                })
            else { return nil }
            return slip(
                from: mark.item, y: middle(row), to: next, y: middle(later.row), on: axis)
        }
        return ([rule, label] + slips + drawn, height)
    }

    /// A plan that moved later is drawn twice: as it was until then, and as a ghost since.
    private func draw(_ page: PageItem, y: Int, on axis: ChartAxis) -> String {
        guard let next = successor(of: page) else {
            return draw(page, isGhost: false, y: y, on: axis, when: "")
        }
        let day = next.from?.text ?? ""
        return draw(page, isGhost: true, y: y, on: axis, when: " data-since=\"\(day)\"")
            + draw(
                page, isGhost: false, y: y, on: axis, when: " data-until=\"\(day)\" data-off")
    }

    private func draw(
        _ page: PageItem, isGhost: Bool, y: Int, on axis: ChartAxis, when: String
    ) -> String {
        let entry = page.item.entry
        let shapes = ChartMark(entry, isGhost: isGhost).lines(on: axis, y: y).joined()
        let from = page.from?.text ?? ""
        let off = page.isShown || when.hasSuffix("off") ? "" : " data-off"
        let words = Markup.text(HistoryChart.words(of: entry))
        // One of many hundreds is no stop for whoever goes by keys: the list has them all.
        return "<a href=\"#p\(entry.position)\" tabindex=\"-1\" aria-label=\"\(words)\" "
            + "data-mark=\"\(entry.position) \(from)\"\(when)\(off)><title>\(words)</title>"
            + "\(shapes)</a>"
    }

    /// The line from where a plan ended to where the next one does, with the days between.
    private func slip(
        from old: PageItem, y: Int, to new: PageItem, y later: Int, on axis: ChartAxis
    ) -> String? {
        guard let first = old.item.entry.date.latest.day, let last = new.item.entry.date.latest.day
        else { return nil }
        let (x, end) = (axis.x(of: first), axis.x(of: last))
        let days = last.daysSinceEpoch - first.daysSinceEpoch
        let off = new.isShown ? "" : " data-off"
        let mark = "\(new.item.entry.position) \(new.from?.text ?? "")"
        return
            "<g data-mark=\"\(mark)\"\(off)><path class=\"slip\" d=\"M\(x) \(y)L\(end) \(later)\"/>"
            + "<text class=\"soft\" x=\"\(end + 4)\" y=\"\(later + 4)\">"
            + "\(days < 0 ? "−" : "+")\(days.magnitude) d</text></g>"
    }

    /// The next plan for the same milestone, when it has other days.
    private func successor(of page: PageItem) -> PageItem? {
        let entry = page.item.entry
        guard let key = entry.milestone, entry.phase.isPlan, entry.phase != .required else {
            return nil
        }
        return items.first { other in
            let later = other.item.entry
            return other.isCurrent && later.milestone == key && later.phase == .replanned
                && later.position > entry.position && later.date.latest != entry.date.latest
        }
    }

    /// On paper it is by day, whatever the screen has.
    private static let style = """
        [data-off]{display:none}.annals a:hover *{stroke-width:4}\
        @media print{.annals text,.annals .soft{fill:#000}.annals .grid{stroke:#bbb}\
        .annals .mark{stroke:#0b57a4;fill:#0b57a4}.annals .bar{fill:none}.annals .hollow{fill:#fff}\
        .annals .ghost,.annals .slip{stroke:#777;fill:none}}
        """
}
