/// Records with one field a line, as psql's `\x` shows them.
struct ExpandedText {
    let fields: [Field]
    /// One row a record, one cell a field, safe to show.
    let rows: [[String]]
    let options: RenderOptions

    private var measure: CellMeasure { options.measure }

    func write(to sink: (String) throws -> Void) rethrows {
        let label = fields.reduce(0) { max($0, measure.width(of: $1.name)) }
        for (index, row) in rows.enumerated() {
            try sink(options.ink.paint(rule(index + 1, label: label), .dim) + "\n")
            for (field, cell) in zip(fields, row) {
                try sink(lines(field, cell, label: label))
            }
        }
        if rows.isEmpty { try sink("(no records)\n") }
    }

    private func rule(_ number: Int, label: Int) -> String {
        let dash = options.ascii || measure.ambiguousWide ? "-" : "─"
        let title = "\(dash)[ \(number) ]"
        let length = min(options.width ?? 60, 60) - measure.width(of: title)
        return title + String(repeating: dash, count: max(0, length))
    }

    /// Words are wrapped beside the label; what may not be broken goes on.
    private func lines(_ field: Field, _ cell: String, label: Int) -> String {
        let room = (options.width ?? .max) - label - TableLayout.gap
        let parts =
            TableLayout.isFlexible(field) ? measure.wrapped(cell, to: max(8, room)) : [cell]
        let name = options.ink.paint(measure.padded(field.name, to: label), .bold)
        let gap = Blank.cells(TableLayout.gap)
        let indent = Blank.cells(label) + gap
        var text = ""
        for (index, part) in parts.enumerated() {
            text += ((index == 0 ? name + gap : indent) + part).withoutTrailingSpaces + "\n"
        }
        return text
    }
}
