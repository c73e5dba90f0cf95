/// Records as an aligned table, or one field a line where a table does not fit.
struct TableText {
    let fields: [Field]
    let options: RenderOptions
    /// One row a record, one cell a field, safe to show.
    private let rows: [[String]]

    init(_ set: RecordSet, options: RenderOptions) {
        fields = set.fields
        self.options = options
        rows = set.records.map { record in
            set.fields.map { field in
                options.safe(
                    CellText.display(
                        record.value(at: field.name), as: field.content, ascii: options.ascii))
            }
        }
    }

    private var measure: CellMeasure { options.measure }

    func write(to sink: (String) throws -> Void) rethrows {
        guard !fields.isEmpty else { return }
        let naturals = fields.indices.map { index in
            rows.reduce(measure.width(of: fields[index].name)) {
                max($0, measure.width(of: $1[index]))
            }
        }
        guard !options.expanded,
            let layout = TableLayout(fields: fields, naturals: naturals, width: options.width)
        else {
            return try ExpandedText(fields: fields, rows: rows, options: options).write(to: sink)
        }
        try writeHeader(layout, to: sink)
        for row in rows { try sink(lines(of: row, layout)) }
        if rows.isEmpty { try sink("(no records)\n") }
        if !layout.hidden.isEmpty { try writeHidden(layout.hidden, to: sink) }
    }

    private func writeHeader(
        _ layout: TableLayout, to sink: (String) throws -> Void
    ) rethrows {
        let names = layout.columns.map { column in
            measure.padded(
                fields[column.index].name, to: column.width, alignment(of: column))
        }
        let plain = options.ascii || measure.ambiguousWide
        let rules = layout.columns.map { String(repeating: plain ? "-" : "─", count: $0.width) }
        try sink(options.ink.paint(joined(names), .bold) + "\n")
        try sink(options.ink.paint(joined(rules), .dim) + "\n")
    }

    private func writeHidden(_ names: [String], to sink: (String) throws -> Void) rethrows {
        let note = "(also has \(names.joined(separator: ", ")): choose with --fields)"
        for line in measure.wrapped(note, to: options.width ?? .max) {
            try sink(options.ink.paint(line, .dim) + "\n")
        }
    }

    private func lines(of row: [String], _ layout: TableLayout) -> String {
        let cells = layout.columns.map { column -> [String] in
            TableLayout.isFlexible(fields[column.index])
                ? measure.wrapped(row[column.index], to: column.width) : [row[column.index]]
        }
        let height = cells.reduce(1) { max($0, $1.count) }
        var text = ""
        for line in 0..<height {
            let parts = zip(layout.columns, cells).map { column, lines in
                let part = line < lines.count ? lines[line] : ""
                return measure.padded(part, to: column.width, alignment(of: column))
            }
            text += joined(parts) + "\n"
        }
        return text
    }

    private func alignment(of column: TableLayout.Column) -> CellMeasure.Alignment {
        switch fields[column.index].content {
        case .number, .amount: .trailing
        default: .leading
        }
    }

    /// Cells with the gap between them and no spaces at the end of the line.
    private func joined(_ cells: [String]) -> String {
        let gap = Blank.cells(TableLayout.gap)
        return cells.joined(separator: gap).withoutTrailingSpaces
    }
}
