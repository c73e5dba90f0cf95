import CanonicalJSON

extension RecordSet {
    /// The whole result in a format. Every line ends in a line break.
    public func text(as format: OutputFormat, options: RenderOptions = .init()) -> String {
        var text = ""
        write(as: format, options: options) { text += $0 }
        return text
    }

    /// Writes the result piece by piece, so that a long one need not be held as one text.
    ///
    /// - Parameter format: Of those that a history is drawn in, a table takes the place.
    /// - Throws: What the sink throws.
    public func write(
        as format: OutputFormat, options: RenderOptions = .init(),
        to sink: (String) throws -> Void
    ) rethrows {
        switch format {
        case .table, .ics, .svg, .html: try TableText(self, options: options).write(to: sink)
        case .json: try writeJSON(terminal: options.terminal, to: sink)
        case .jsonl, .csv, .tsv, .markdown:
            let lines = RecordLines(fields: fields, format: format, basis: basis, options: options)
            if let header = lines.header { try sink(header) }
            for record in records { try sink(lines.line(record)) }
        }
    }

    /// One canonical object on one line; `basis` comes before `records` as canonical order asks.
    private func writeJSON(terminal: Bool, to sink: (String) throws -> Void) rethrows {
        var opening = "{"
        if let basis {
            opening += "\"basis\":" + JSONText.text(.object(basis), terminal: terminal) + ","
        }
        try sink(opening + "\"records\":[")
        for (index, record) in records.enumerated() {
            let text = JSONText.text(.object(record.object), terminal: terminal)
            try sink(index == 0 ? text : "," + text)
        }
        try sink("]}\n")
    }
}
