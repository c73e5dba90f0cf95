import Filings

/// A history as a drawing: a line for each entry, its date on an axis of years beside it.
///
/// How doubt is drawn: a dot is a day, a bar with caps a known span, a dashed bar what is approximate
/// or inferred, an arrow an end that is not known; hollow is planned, filled is actual. A plan that
/// moved stays as a thin grey bar, joined to the next one by a line with the days that it slipped.
/// Readers take dashes for doubt best (reference: studies of sketchiness and of bounded bars).
public struct HistoryChart: Sendable {
    private let items: [HistoryItem]
    private let title: String
    private let subtitle: String

    private static let width = 1_000
    private static let text = 500
    private static let rowHeight = 22
    private static let top = 74

    /// - Parameter header: Whose history it is and what it rests on.
    public init(_ items: [HistoryItem], header: TimelineHeader) {
        self.items = items
        title = header.title
        subtitle = header.limits.joined(separator: " | ")
    }

    private var height: Int { Self.top + items.count * Self.rowHeight + 20 }

    /// A whole SVG document that needs nothing else.
    public var document: String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element()
    }

    /// The same as an element in a page, which may have a heading of its own.
    public func element(hasHeading: Bool = true) -> String {
        var lines = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" class="annals" viewBox="0 0 \(Self.width) \(height)" \
            width="\(Self.width)" height="\(height)" role="img" aria-labelledby="t d">
            """,
            "<title id=\"t\">\(Markup.text(title))</title>",
            "<desc id=\"d\">\(Markup.text("\(subtitle). \(items.count) entries."))</desc>",
            "<style>\(Self.style)</style>",
            "<rect class=\"ground\" width=\"\(Self.width)\" height=\"\(height)\"/>",
        ]
        if hasHeading {
            lines.append("<text class=\"title\" x=\"12\" y=\"24\">\(Markup.text(title))</text>")
            lines.append("<text class=\"soft\" x=\"12\" y=\"44\">\(Markup.text(subtitle))</text>")
        }
        if let axis { lines += grid(axis) + slips(axis) }
        for (index, item) in items.enumerated() { lines += row(item, at: index) }
        lines.append("</svg>")
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: The axis

    private var axis: ChartAxis? {
        let days = items.flatMap { item in
            [item.entry.date.earliest.day, item.entry.date.latest.day].compactMap(\.self)
        }
        guard let first = days.min(), let last = days.max() else { return nil }
        return ChartAxis(
            years: first.year...last.year, from: Self.text + 20, to: Self.width - 20)
    }

    private func grid(_ axis: ChartAxis) -> [String] {
        axis.ticks.flatMap { year, x in
            [
                """
                <line class="grid" x1="\(x)" y1="\(Self.top - 10)" x2="\(x)" y2="\(height - 10)"/>
                """,
                "<text class=\"soft\" x=\"\(x + 3)\" y=\"\(Self.top - 14)\">\(year)</text>",
            ]
        }
    }

    // MARK: Rows

    private func middle(of index: Int) -> Int {
        Self.top + index * Self.rowHeight + Self.rowHeight / 2
    }

    private func row(_ item: HistoryItem, at index: Int) -> [String] {
        let y = middle(of: index)
        let entry = item.entry
        let tier = entry.tier.map { " \($0.rawValue)" } ?? ""
        let label = Markup.text(Self.shortened(entry.title, to: 46))
        var lines = [
            "<g><title>\(Markup.text(Self.words(of: entry)))</title>",
            """
            <text class="date" x="12" y="\(y + 4)">\(Markup.text(DateText.short(entry.date)))</text>
            """,
            "<text x=\"152\" y=\"\(y + 4)\">\(label)<tspan class=\"soft\">\(tier)</tspan></text>",
        ]
        if let axis {
            lines += ChartMark(entry, isGhost: isOutdated(index)).lines(on: axis, y: y)
        }
        lines.append("</g>")
        return lines
    }

    static func words(of entry: TimelineEntry) -> String {
        let doubt = entry.possible ? ", possible" : ""
        let quoted =
            entry.date.quoted == DateText.short(entry.date) ? "" : " \"\(entry.date.quoted)\""
        return "\(entry.state): \(entry.title).\(quoted) \(DateText.bounds(entry.date))"
            + " (\(entry.date.status.rawValue)\(doubt)), #\(entry.position)"
    }

    /// In at most so many characters, of which those of Chinese count twice.
    static func shortened(_ text: String, to cells: Int) -> String {
        let measure = CellMeasure()
        guard measure.width(of: text) > cells else { return text }
        var short = ""
        var used = 0
        for character in text {
            used += measure.width(of: String(character))
            if used > cells - 1 { break }
            short.append(character)
        }
        return short + "…"
    }

    // MARK: Plans that moved

    /// A later plan for the same milestone has other days.
    private func isOutdated(_ index: Int) -> Bool { successor(of: index) != nil }

    private func successor(of index: Int) -> Int? {
        let entry = items[index].entry
        guard let key = entry.milestone, entry.phase.isPlan, entry.phase != .required else {
            return nil
        }
        return items.indices.dropFirst(index + 1).first { other in
            let later = items[other].entry
            return later.milestone == key && later.phase == .replanned
                && later.date.latest != entry.date.latest
        }
    }

    private func slips(_ axis: ChartAxis) -> [String] {
        items.indices.flatMap { index -> [String] in
            guard let next = successor(of: index),
                let old = items[index].entry.date.latest.day,
                let new = items[next].entry.date.latest.day
            else { return [] }
            let (x, later) = (axis.x(of: old), axis.x(of: new))
            let (y, below) = (middle(of: index), middle(of: next))
            let days = new.daysSinceEpoch - old.daysSinceEpoch
            let sign = days < 0 ? "−" : "+"
            return [
                "<path class=\"slip\" d=\"M\(x) \(y)V\(below)H\(later)\"/>",
                """
                <text class="soft" x="\(x + 4)" y="\(below - 6)">\(sign)\(days.magnitude) d</text>
                """,
            ]
        }
    }

    /// Within the drawing only: it may stand in a page with classes of its own.
    static let style = """
        .annals text{font:13px system-ui,sans-serif;fill:#1b1f24}\
        .annals .title{font-size:18px;font-weight:600}.annals .soft,.annals .date{fill:#57606a}\
        .annals .date{font-variant-numeric:tabular-nums}.annals .ground{fill:#fff}\
        .annals .grid{stroke:#d8dee4}.annals .mark{stroke:#0b57a4;stroke-width:2;fill:#0b57a4}\
        .annals .bar{fill:none}.annals .hollow{fill:#fff}.annals .dashed{stroke-dasharray:5 3}\
        .annals .ghost{stroke:#8c959f;stroke-width:1;fill:none}\
        .annals .slip{stroke:#8c959f;fill:none;stroke-dasharray:2 3}\
        @media(prefers-color-scheme:dark){.annals text{fill:#e6edf3}\
        .annals .soft,.annals .date{fill:#9ea7b3}.annals .ground{fill:#0d1117}\
        .annals .grid{stroke:#30363d}.annals .mark{stroke:#79b8ff;fill:#79b8ff}\
        .annals .bar{fill:none}.annals .hollow{fill:#0d1117}\
        .annals .ghost,.annals .slip{stroke:#6e7681;fill:none}}
        """
}
