import Filings

/// Draws a milestone's plans below each other, so that their moving is seen.
struct LaneLines {
    private static let label = 16

    let lane: MilestoneLane
    let columns: TimelineColumns
    let options: TimelineOptions

    private var measure: CellMeasure { options.measure }
    private var ink: Ink { options.ink }
    /// Narrow terminals have the words below the bar.
    private var isStacked: Bool { options.width < 64 }
    private var axis: LaneAxis { LaneAxis(years: lane.years, cells: isStacked ? 12 : 24) }

    func lines() -> [String] {
        let axis = self.axis
        let scale = ink.paint(axis.scale, .dim)
        let name = "  " + options.safe(lane.milestone)
        var lines: [String] = []
        if measure.width(of: name) < Self.label {
            lines.append(measure.padded(name, to: Self.label) + " " + scale)
        } else {
            lines += measure.wrapped(name, to: options.width - 2).map { "  " + $0 }
            lines.append(Blank.cells(Self.label + 1) + scale)
        }
        for bar in lane.bars { lines += self.lines(bar, axis) }
        return lines
    }

    private func lines(_ bar: MilestoneLane.Bar, _ axis: LaneAxis) -> [String] {
        let drawn = axis.bar(
            bar.first, bar.last, solid: bar.isReached, style: options.style,
            boxes: options.drawsBoxes)
        let shade: Ink.Shade = bar.isReached ? .green : .yellow
        let shown = isStacked ? drawn : measure.padded(drawn, to: axis.cells)
        let picture =
            measure.padded("    " + bar.label, to: Self.label) + " " + ink.paint(shown, shade)
        let indent = isStacked ? 6 : Self.label + 1 + axis.cells + 2
        let width = isStacked ? options.width : columns.lineWidth
        let room = width - indent - columns.referenceWidth - 2
        let spaces = Blank.cells(indent)
        var lines = wrapped(bar, to: room)
        lines[0] = measure.padded(lines[0], to: room) + "  " + columns.reference(bar.row, options)
        if isStacked { return [picture] + lines.map { spaces + $0 } }
        return [picture + "  " + lines[0]] + lines.dropFirst().map { spaces + $0 }
    }

    /// The window and the slip, each in one piece.
    private func wrapped(_ bar: MilestoneLane.Bar, to width: Int) -> [String] {
        var wrapping = Wrapping(measure: measure, width: width)
        let slip = bar.row.entry.slipDays.map(SlipText.text)
        wrapping.append(options.safe(window(bar)) + (slip == nil ? "" : ","), whole: true)
        if let slip { wrapping.append(slip, whole: true) }
        return wrapping.finish()
    }

    private func window(_ bar: MilestoneLane.Bar) -> String {
        let date = bar.row.entry.date
        if options.dates == .edtf { return GutterDate.edtf(date) }
        var shape = DateShape(date)
        if case .part = shape, let first = bar.first, let last = bar.last {
            shape = .days(first: first, last: last)
        }
        let text = lane.years.count == 1 ? GutterDate.words(shape) : DateText.iso(shape)
        return text + DateMarks(date).text
    }
}
