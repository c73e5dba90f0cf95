import CanonicalJSON

/// Records in comma- or tab-separated lines.
///
/// Source: RFC 4180, section 2, for csv: lines end in CR LF, the first names the fields, a field
/// with a comma, quote or line break is quoted, quotes in it are doubled. A missing value is an
/// empty field, an empty text is `""`. Texts that a spreadsheet would take for formulas are not changed:
/// what is exported is what was recorded. In tsv escapes make every line one record: `\t`, `\n`,
/// `\r`, `\\`, and `\x1b` for the rest that a terminal would act on.
struct DelimitedText {
    let columns: [String]
    let tabs: Bool
    let terminal: Bool

    /// - Parameter tabs: tsv, else csv.
    init(fields: [Field], tabs: Bool, terminal: Bool) {
        columns = fields.flatMap(\.columns)
        self.tabs = tabs
        self.terminal = terminal
    }

    var header: String { line(columns) }

    func line(_ record: Record) -> String {
        line(columns.map { CellText.flat(record.value(at: $0)) })
    }

    private func line(_ cells: [String?]) -> String {
        if tabs {
            return cells.map { SafeText.reversible($0 ?? "") }.joined(separator: "\t") + "\n"
        }
        // One empty field alone would be an empty line, which readers skip.
        if cells.count == 1, cells[0] == nil { return "\"\"\r\n" }
        return cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    private func quoted(_ cell: String?) -> String {
        guard let cell else { return "" }
        let text = terminal ? SafeText.visible(cell) : cell
        let needsQuotes =
            text.isEmpty
            || text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
