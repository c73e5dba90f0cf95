/// The page at which a browser begins: what to look for, and what somebody should look at.
public struct StartPageText: Sendable {
    /// A table with its heading.
    public struct Table: Sendable {
        public let title: String
        public let columns: [String]
        /// Cells by column; a cell with an address leads there.
        public let rows: [[Cell]]
        /// What stands there when there are none: what was looked for.
        public let empty: String

        public init(title: String, columns: [String], rows: [[Cell]], empty: String) {
            self.title = title
            self.columns = columns
            self.rows = rows
            self.empty = empty
        }
    }

    public struct Cell: Sendable {
        public let text: String
        public let address: String?

        public init(_ text: String, to address: String? = nil) {
            self.text = text
            self.address = address
        }
    }

    private let root: String
    private let title: String
    private let basis: String
    private let asked: String
    private let tables: [Table]

    /// - Parameters:
    ///   - root: What all addresses of the log begin with; empty where it stands alone.
    ///   - ledger: Which ledger it is; `nil` for the usual one.
    ///   - basis: What the page rests on.
    ///   - asked: What was looked for, to show it again; empty for nothing.
    public init(root: String, ledger: String?, basis: String, asked: String, tables: [Table]) {
        self.root = root
        title = "Annals" + (ledger.map { ": ledger \($0)" } ?? "")
        self.basis = basis
        self.asked = asked
        self.tables = tables
    }

    public var document: String {
        var lines = [
            "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"\(HistoryPage.policy)\">",
            "<title>\(Markup.text(title))</title>", "<link rel=\"icon\" href=\"data:,\">",
            "<style>\(PageStyle.text)</style>", "</head>", "<body>",
            "<header><h1>\(Markup.text(title))</h1>",
            "<p class=\"basis\">\(Markup.text(basis))</p>",
            "<form class=\"limits\" method=\"get\" action=\"\(Markup.text(root))/\" role=\"search\">"
                + "<label>Company, claim or filing <input type=\"search\" name=\"text\" "
                + "value=\"\(Markup.text(asked))\"></label><button>Find</button></form>",
            "</header>", "<main>",
        ]
        for table in tables { lines += self.lines(of: table) }
        lines += [
            "</main>",
            "<footer><p>" + footer.map { link(to: $0, $1) }.joined(separator: ", ")
                + "</p></footer>",
            "</body>", "</html>",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private var footer: [(path: String, text: String)] {
        [
            ("/openapi.json", "For programs"), ("/status", "read models"),
            ("/verification", "verification"), ("/metrics", "metrics"),
        ]
    }

    private func link(to path: String, _ text: String) -> String {
        "<a href=\"\(Markup.text(root + path))\">\(Markup.text(text))</a>"
    }

    private func lines(of table: Table) -> [String] {
        let title =
            "<section><h2>\(Markup.text(table.title)) "
            + "<span class=\"count\">\(table.rows.count)</span></h2>"
        if table.rows.isEmpty { return [title, "<p>\(Markup.text(table.empty))</p></section>"] }
        let head = table.columns.map { "<th scope=\"col\">\(Markup.text($0))</th>" }.joined()
        let rows = table.rows.map { row in
            "<tr>" + row.map { "<td>\(Self.text(of: $0))</td>" }.joined() + "</tr>"
        }
        return [title, "<table><thead><tr>\(head)</tr></thead><tbody>"] + rows
            + ["</tbody></table></section>"]
    }

    private static func text(of cell: Cell) -> String {
        guard let address = cell.address else { return Markup.text(cell.text) }
        return "<a href=\"\(Markup.text(address))\">\(Markup.text(cell.text))</a>"
    }
}
