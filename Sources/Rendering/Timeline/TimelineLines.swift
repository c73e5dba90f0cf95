/// Writes the lines of years and rows into their columns.
struct TimelineLines {
    let columns: TimelineColumns
    let options: TimelineOptions
    let busiestMonth: Int

    private var measure: CellMeasure { options.measure }
    private var ink: Ink { options.ink }

    func lines(_ year: TimelineYear) -> [String] {
        var lines = [heading(year)]
        for row in year.rows { append(row, to: &lines) }
        for lane in year.lanes {
            lines += LaneLines(lane: lane, columns: columns, options: options).lines()
        }
        return lines
    }

    private func heading(_ group: TimelineYear) -> String {
        guard let year = group.year else { return ink.paint("undated", .bold) }
        let title = ink.paint(String(year), .bold)
        guard !group.rows.isEmpty else { return title }
        let bars = Sparkline.text(group.months, highest: busiestMonth, style: options.style)
        let count = group.rows.count
        let events = ProgressLine.grouped(count) + (count == 1 ? " event" : " events")
        return "\(title) \(ink.paint(bars, .cyan)) \(ink.paint(events, .dim))"
    }

    private func append(_ row: TimelineRow, to lines: inout [String]) {
        var gutter = row.gutter
        if row.gutterWidth > columns.gutter {
            lines.append("  " + ink.paint(gutter, .dim))
            gutter = ""
        }
        if columns.isStacked {
            appendStacked(row, gutter: gutter, to: &lines)
        } else {
            appendBeside(row, gutter: gutter, to: &lines)
        }
    }

    private func appendBeside(_ row: TimelineRow, gutter: String, to lines: inout [String]) {
        let texts = wrapped(row)
        let tail =
            measure.padded(texts[0], to: columns.text) + "  " + columns.reference(row, options)
        lines.append(head(row, gutter: gutter) + "  " + tail)
        let indent = Blank.cells(columns.beforeText)
        for text in texts.dropFirst() { lines.append(indent + text) }
    }

    private func appendStacked(_ row: TimelineRow, gutter: String, to lines: inout [String]) {
        let used = TimelineColumns.indent + columns.gutter + columns.glyph + columns.state + 2
        let needed = columns.referenceWidth
        let gap = options.width - used - needed
        if gap >= 2 {
            let spaces = Blank.cells(gap)
            lines.append(head(row, gutter: gutter) + spaces + columns.reference(row, options))
        } else {
            lines.append(head(row, gutter: gutter).withoutTrailingSpaces)
            let spaces = Blank.cells(max(0, options.width - needed))
            lines.append(spaces + columns.reference(row, options))
        }
        for text in wrapped(row) { lines.append("    " + text) }
    }

    /// `  28 Mar    ● reported`, padded to where the text begins.
    private func head(_ row: TimelineRow, gutter: String) -> String {
        let glyph = TimelineGlyph(row.entry.phase)
        let sign = measure.padded(glyph.text(options.style), to: columns.glyph)
        return "  "
            + ink.paint(
                measure.padded(gutter, gutter.isEmpty ? 0 : row.gutterWidth, to: columns.gutter),
                .dim) + " "
            + ink.paint(sign, glyph.shade) + " "
            + measure.padded(row.state, row.stateWidth, to: columns.state)
    }

    private func wrapped(_ row: TimelineRow) -> [String] {
        if row.textWidth <= columns.text { return [row.text] }
        var wrapping = Wrapping(measure: measure, width: columns.text)
        for piece in row.pieces { wrapping.append(piece.text, whole: piece.isWhole) }
        return wrapping.finish()
    }
}
