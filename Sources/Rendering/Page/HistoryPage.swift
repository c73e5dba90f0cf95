import Digests
import Filings

/// A history as one page that needs no other file, no build and no network: it can be saved, mailed
/// and printed. Without a script it is a list that can be read; with it the history of any day.
///
/// The list is the history; the drawing above it shows the same to who can see it. All versions of a
/// line are in the document with the days on which they were public, so that asking for a day shows
/// and hides and computes nothing.
public struct HistoryPage: Sendable {
    let header: TimelineHeader
    let items: [PageItem]
    let notes: [String]
    let sections: [Section]
    /// Days on which something became public, in order.
    let days: [CivilDay]
    /// Where the page came from, and what it can ask there; `nil` for a page that stands alone.
    let address: Address?
    /// The command that makes the page again.
    let command: String?

    /// A further list: what is past its day, where sources disagree, what slipped.
    public struct Section: Sendable {
        public let title: String
        public let lines: [String]
        /// What stands there when there are none: what was looked for.
        public let empty: String

        public init(title: String, lines: [String], empty: String) {
            self.title = title
            self.lines = lines
            self.empty = empty
        }
    }

    /// The service that the page came from.
    public struct Address: Sendable {
        /// What all addresses of the log begin with; empty where it stands alone.
        public let root: String
        /// Which ledger it is; `nil` for the usual one.
        public let ledger: String?
        /// `/companies/innotron`, with the root before it.
        public let company: String
        /// The limits as the request had them, to show them in the form again.
        public let asOf: String?
        public let recordedBy: String?

        public init(
            root: String, ledger: String?, company: String, asOf: String?, recordedBy: String?
        ) {
            self.root = root
            self.ledger = ledger
            self.company = root + company
            self.asOf = asOf
            self.recordedBy = recordedBy
        }
    }

    public init(
        _ items: [PageItem], header: TimelineHeader, notes: [String] = [],
        sections: [Section] = [], days: [CivilDay] = [], address: Address? = nil,
        command: String? = nil
    ) {
        self.items = items
        self.header = header
        self.notes = notes
        self.sections = sections
        self.days = days
        self.address = address
        self.command = command
    }

    /// A history as it is, without that of other days.
    public init(
        _ items: [HistoryItem], header: TimelineHeader, notes: [String] = [],
        sections: [Section] = []
    ) {
        self.init(
            items.map {
                PageItem($0, key: $0.id, from: nil, to: nil, isShown: true, isCurrent: true)
            }, header: header, notes: notes, sections: sections)
    }

    /// What a browser may do with a page of ours: run its own script, and nothing from elsewhere.
    public static let policy = """
        default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(scriptDigest)'; \
        img-src data:; form-action 'self'; base-uri 'none'
        """

    private static let scriptDigest = SHA256.base64(of: Array(PageScript.text.utf8))

    public var document: String {
        let title = Markup.text(header.title)
        var lines = [
            "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"\(Self.policy)\">",
            "<title>\(title)</title>", "<link rel=\"icon\" href=\"data:,\">",
            "<style>\(PageStyle.text)\(printFooter)</style>", "</head>", "<body>",
            "<a class=\"skip\" href=\"#history\">To the history</a>",
        ]
        lines += head + ["<main>"]
        lines += notes.map { "<p class=\"note\">\(Markup.text($0))</p>" }
        if !sections.isEmpty {
            let there =
                address.map { address in
                    "<a href=\"\(Markup.text(address.company))/timeline\">Show them</a>."
                } ?? "annals page COMPANY --as-of DAY has them."
            lines.append(
                "<p class=\"soft\" id=\"panels-note\" hidden>What was overdue, disputed and slipped "
                    + "on that day is computed anew. \(there)</p>")
            lines.append("<div class=\"panels\" id=\"panels\">")
            for section in sections { lines += self.lines(of: section) }
            lines.append("</div>")
        }
        lines.append(LaneChart(items, title: header.title).element)
        lines += filters + compared + list + ["</main>", footer, help]
        lines += ["<script>\(PageScript.text)</script>", "</body>", "</html>"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// A panel shows so many lines before it is opened.
    private static let fewLines = 4

    private func lines(of section: Section) -> [String] {
        let title =
            "<section><h2>\(Markup.text(section.title)) "
            + "<span class=\"count\">\(section.lines.count)</span></h2>"
        if section.lines.isEmpty {
            return [title, "<p>\(Markup.text(section.empty))</p></section>"]
        }
        func list(_ lines: some Sequence<String>) -> String {
            "<ul>" + lines.map { "<li>\(Markup.text($0))</li>" }.joined() + "</ul>"
        }
        let rest = section.lines.dropFirst(Self.fewLines)
        let more =
            rest.isEmpty
            ? "" : "<details><summary>\(rest.count) more</summary>\(list(rest))</details>"
        return [title, list(section.lines.prefix(Self.fewLines)), more, "</section>"]
    }

    // MARK: Head

    private var limits: String { header.limits.joined(separator: " | ") }

    private var head: [String] {
        var lines = [
            "<header>", "<h1>\(Markup.text(header.title))</h1>",
            "<p class=\"basis\" id=\"basis\" data-now=\"\(Markup.text(limits))\" "
                + "data-position=\"\(header.position ?? 0)\">\(Markup.text(limits))</p>",
        ]
        if let address, let ledger = address.ledger {
            lines.append(
                "<p class=\"soft\"><a href=\"\(Markup.text(address.root))/\">"
                    + "ledger \(Markup.text(ledger))</a></p>")
        }
        let isNow = header.asOf == nil && header.recordedBy == nil
        lines.append(
            "<p class=\"banner\" id=\"banner\" role=\"status\"\(isNow ? " hidden" : "")>"
                + "This is not all that is known now. "
                + "<a href=\"\(address.map { Markup.text($0.company) + "/timeline" } ?? "#")\" "
                + "id=\"to-now\">Show all</a></p>")
        lines += form
        if !days.isEmpty {
            let stops = days.map(\.text).joined(separator: " ")
            lines.append(
                """
                <p class="travel" id="travel" hidden data-days="\(stops)">\
                <label for="slider">Public by</label> \
                <input type="range" id="slider" min="0" max="\(days.count)" step="1" \
                value="\(days.count)"> <output id="shown-day" for="slider">now</output></p>
                """)
        }
        return lines + ["</header>"]
    }

    private var form: [String] {
        guard let address else { return [] }
        func field(_ name: String, _ label: String, _ value: String?) -> String {
            let day = value.map { String($0.prefix(10)) } ?? ""
            return "<label>\(label) <input type=\"date\" name=\"\(name)\" "
                + "value=\"\(Markup.text(day))\"></label>"
        }
        return [
            "<form class=\"limits\" method=\"get\" action=\"\(Markup.text(address.company))/timeline\">"
                + "<input type=\"hidden\" name=\"format\" value=\"html\">",
            field("asOf", "State as public on", address.asOf),
            field("recordedBy", "as recorded by us on", address.recordedBy),
            "<button>Show</button></form>",
        ]
    }

    // MARK: Foot

    private var footer: String {
        var text =
            "P primary, W wire, S secondary, D derived by us; ~ approximate, ? uncertain, "
            + "y year inferred."
        if let command { text += " Made again by: \(command)" }
        return "<footer><p>\(Markup.text(limits)).</p><p>\(Markup.text(text))</p></footer>"
    }

    /// On every sheet: what it rests on, and which of how many it is.
    private var printFooter: String {
        let words = Self.styleText(header.title + " | " + limits)
        return """
            @page{margin:18mm 14mm;@bottom-left{content:"\(words)";font:8pt sans-serif}\
            @bottom-right{content:counter(page) " of " counter(pages);font:8pt sans-serif}}
            """
    }

    /// As a string of a style sheet takes it.
    ///
    /// Source: CSS Syntax Module Level 3, section 4.3.7: an escape in hexadecimal and a blank.
    private static func styleText(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let isPlain = scalar.isASCII && scalar.value >= 0x20
            let isQuoted = ["\"", "\\", "<", ">", "&"].contains(scalar)
            return isPlain && !isQuoted
                ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
        }.joined()
    }

    private var help: String {
        """
        <dialog id="help" aria-labelledby="help-title"><h2 id="help-title">Keys</h2><dl class="keys">\
        <dt>/</dt><dd>look for words</dd><dt>j, k</dt><dd>next and previous line</dd>\
        <dt>Enter</dt><dd>open a line, or close it</dd>\
        <dt>[, ]</dt><dd>the day of change before, and after</dd>\
        <dt>d</dt><dd>compare two days</dd><dt>?</dt><dd>this help</dd></dl>\
        <form method="dialog"><button>Close</button></form></dialog>
        """
    }
}
