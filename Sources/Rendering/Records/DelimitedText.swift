import CanonicalJSON
import Synchronization

/// Records in comma- or tab-separated lines.
///
/// Source: RFC 4180, section 2, for csv: lines end in CR LF, the first names the fields, a field
/// with a comma, quote or line break is quoted, quotes in it are doubled. A missing value is an
/// empty field, an empty text is `""`. Texts that a spreadsheet would take for formulas are not changed:
/// what is exported is what was recorded. In tsv escapes make every line one record: `\t`, `\n`,
/// `\r`, `\\`, and `\x1b` for the rest that a terminal would act on.
struct DelimitedText {
    private let columns: [ColumnPath]
    private let places: Places
    let tabs: Bool
    let terminal: Bool

    /// - Parameter tabs: tsv, else csv.
    init(fields: [Field], tabs: Bool, terminal: Bool) {
        columns = fields.flatMap(\.columns).map { ColumnPath($0) }
        places = Places(columns.count)
        self.tabs = tabs
        self.terminal = terminal
    }

    /// Where each column's field stood in the last record.
    private final class Places: Sendable {
        let indexes: Mutex<[Int]>

        init(_ count: Int) { indexes = Mutex(Array(repeating: 0, count: count)) }
    }

    var header: String { line(columns.map(\.name)) }

    func line(_ record: Record) -> String {
        let cells = places.indexes.withLock { places in
            columns.indices.map { column in
                CellText.flat(columns[column].value(in: record, place: &places[column]))
            }
        }
        return line(cells)
    }

    private func line(_ cells: [String?]) -> String {
        if tabs {
            var line = ""
            for (index, cell) in cells.enumerated() {
                if index > 0 { line += "\t" }
                if let cell { line += SafeText.reversible(cell) }
            }
            return line + "\n"
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
