/// Records as a table of GitHub Flavored Markdown.
///
/// Source: GitHub Flavored Markdown Spec 0.29, section 4.10, "Tables": a pipe in a cell is written
/// `\|`. Everything else that Markdown or HTML would act on is escaped too, so that a title from
/// outside is shown and not executed.
struct MarkdownText {
    let fields: [Field]
    let ascii: Bool

    var header: String {
        let rule = fields.map { $0.content == .number || $0.content == .amount ? "---:" : "---" }
        return line(fields.map { Self.escaped($0.name) }) + line(rule)
    }

    func line(_ record: Record) -> String {
        line(
            fields.map { field in
                let value = record.value(at: field.name)
                return Self.escaped(CellText.display(value, as: field.content, ascii: ascii))
            })
    }

    private func line(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |\n"
    }

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": escaped += "<br>"
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "|", "\\", "*", "_", "`", "[", "]", "~":
                escaped += "\\"
                escaped.unicodeScalars.append(scalar)
            case _ where SafeText.acts(scalar):
                escaped += "\\" + SafeText.visible(String(scalar))
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
