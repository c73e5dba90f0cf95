/// A company's history drawn for a terminal.
///
/// One gutter for the date, one column for the glyph, a word for the state, the text, the tier and
/// the position in the log; grouped by year with a bar for each month. Lines are never wider than
/// asked for unless a date or an amount alone is: those are never cut.
public struct TimelineDrawing: Sendable {
    public let header: TimelineHeader
    public let entries: [TimelineEntry]
    /// Sentences for the end, as "1 conflict: parent of CXMT".
    public let notes: [String]
    public let options: TimelineOptions

    public init(
        header: TimelineHeader, entries: [TimelineEntry], notes: [String] = [],
        options: TimelineOptions = .init()
    ) {
        self.header = header
        self.entries = entries
        self.notes = notes
        self.options = options
    }

    /// The lines, without line breaks and without spaces at their ends.
    public func lines() -> [String] {
        guard !entries.isEmpty else { return headerLines + emptyLines + noteLines }
        let rows = entries.map { TimelineRow($0, options: options) }
        let years = TimelineYear.grouped(rows, MilestoneLane.lanes(of: rows))
        let writer = TimelineLines(
            columns: TimelineColumns(rows: rows, options: options), options: options,
            busiestMonth: years.reduce(1) { max($0, $1.months.max() ?? 0) })
        let legend = TimelineLegend(rows: rows).lines(options)
        return headerLines + years.flatMap(writer.lines) + noteLines + legend
    }

    /// The lines as one text, each with its line break.
    public var text: String { lines().reduce(into: "") { $0 += $1 + "\n" } }

    private var headerLines: [String] {
        var wrapping = Wrapping(measure: options.measure, width: options.width)
        wrapping.append(options.safe(header.title))
        for limit in header.limits {
            wrapping.append("| " + options.safe(limit), whole: true)
        }
        return wrapping.finish().map { options.ink.paint($0, .bold) }
    }

    private var emptyLines: [String] {
        let name = header.names.first ?? "this company"
        var conditions: [String] = []
        if let asOf = header.asOf { conditions.append("was public by \(asOf)") }
        if let by = header.recordedBy { conditions.append("we had recorded by \(by)") }
        let limit = conditions.isEmpty ? "" : " that " + conditions.joined(separator: " and ")
        return options.measure.wrapped(
            options.safe("Nothing about \(name)\(limit) matches."), to: options.width)
    }

    private var noteLines: [String] {
        notes.flatMap { note in
            options.measure.wrapped(
                "! " + options.safe(note), to: options.width - 2 * TimelineColumns.indent
            ).enumerated().map { index, line in
                (index == 0 ? "  " : "    ") + options.ink.paint(line, .yellow)
            }
        }
    }
}
