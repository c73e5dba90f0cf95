import CanonicalJSON
import Filings

/// A history as one readable page: it needs no other file, no script and no network, and prints.
public struct HistoryPage: Sendable {
    private let header: TimelineHeader
    private let items: [HistoryItem]
    private let notes: [String]
    private let sections: [Section]

    /// A further list of sentences: what is past its day, where sources disagree.
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

    public init(
        _ items: [HistoryItem], header: TimelineHeader, notes: [String] = [],
        sections: [Section] = []
    ) {
        self.items = items
        self.header = header
        self.notes = notes
        self.sections = sections
    }

    public var document: String {
        let title = Markup.text(header.title)
        let limits = header.limits.map { "<li>\(Markup.text($0))</li>" }.joined()
        var lines = [
            "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            """
            <meta http-equiv="Content-Security-Policy" \
            content="default-src 'none'; style-src 'unsafe-inline'">
            """,
            "<title>\(title)</title>", "<style>\(Self.style)</style>", "</head>", "<body>",
            "<header><h1>\(title)</h1><ul class=\"basis\">\(limits)</ul></header>", "<main>",
        ]
        lines += notes.map { "<p class=\"note\">\(Markup.text($0))</p>" }
        for section in sections { lines += self.lines(of: section) }
        lines.append("<section aria-label=\"Chart\" class=\"chart\">")
        lines.append(HistoryChart(items, header: header).element(hasHeading: false) + "</section>")
        lines.append("<section><h2>History</h2>")
        lines += items.isEmpty ? ["<p>Nothing matches.</p>"] : list
        lines += ["</section>", "</main>", footer, "</body>", "</html>"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(of section: Section) -> [String] {
        let title = "<section><h2>\(Markup.text(section.title))</h2>"
        if section.lines.isEmpty {
            return [title, "<p>\(Markup.text(section.empty))</p></section>"]
        }
        return [title, "<ul>"] + section.lines.map { "<li>\(Markup.text($0))</li>" }
            + ["</ul></section>"]
    }

    // MARK: Entries

    private var list: [String] {
        ["<ol class=\"history\">"] + items.flatMap(lines) + ["</ol>"]
    }

    private func lines(of item: HistoryItem) -> [String] {
        let entry = item.entry
        let tier = entry.tier.map { tier in
            " <abbr class=\"tier\" title=\"\(tier.word) source\">\(tier.rawValue)</abbr>"
        }
        let doubt = entry.possible ? " <span class=\"doubt\">possible</span>" : ""
        var lines = [
            "<li id=\"p\(entry.position)\">",
            """
            <p class="line">\(time(of: entry)) <span class="state">\(Markup.text(entry.state))</span> \
            <span class="title">\(Markup.text(entry.title))</span>\(tier ?? "")\(doubt) \
            <a class="place" href="#p\(entry.position)">#\(entry.position)</a></p>
            """,
        ]
        let details = self.details(of: item)
        if !details.isEmpty {
            lines.append("<dl>")
            lines += details.map { "<dt>\($0.name)</dt><dd>\($0.value)</dd>" }
            lines.append("</dl>")
        }
        lines.append("</li>")
        return lines
    }

    /// The first day stands for machines, the words for people.
    private func time(of entry: TimelineEntry) -> String {
        let text = Markup.text(DateText.short(entry.date))
        guard let day = entry.date.earliest.day ?? entry.date.latest.day,
            (1...9999).contains(day.year)
        else { return "<span class=\"date\">\(text)</span>" }
        return "<time class=\"date\" datetime=\"\(day.text)\">\(text)</time>"
    }

    private func details(of item: HistoryItem) -> [(name: String, value: String)] {
        let (entry, record) = (item.entry, item.record)
        var details: [(name: String, value: String)] = []
        func add(_ name: String, _ text: String?) {
            guard let text, !text.isEmpty else { return }
            details.append((name, Markup.text(text)))
        }
        if entry.date.earliest != entry.date.latest || entry.date.status != .stated {
            let quoted = entry.date.quoted.isEmpty ? "" : "“\(entry.date.quoted)”, "
            add("Date", "\(quoted)\(DateText.bounds(entry.date)), \(entry.date.status.rawValue)")
        }
        add("Amount", entry.amount)
        let parties = record["parties"]?.arrayValue ?? []
        add(
            "Parties",
            parties.map { party in
                let role = party["role"]?.stringValue.map { " (\($0))" } ?? ""
                return (party["name"]?.stringValue ?? "") + role
            }.joined(separator: "; "))
        let source = record["source"]
        add("Quote", source?["quote"]?.stringValue.map { "“\($0)”" })
        let names = [source?["title"], source?["publisher"]].compactMap { $0?.stringValue }
        add("Source", names.joined(separator: ", "))
        if let url = source?["url"]?.stringValue {
            details.append(("Address", Markup.link(url)))
        }
        add("Capture", source?["sha256"]?.stringValue.map { "SHA-256 \($0)" })
        add("Note", record["note"]?.stringValue)
        if let revision = record["revision"], let kind = revision["kind"]?.stringValue {
            add("Revised", "\(kind): \(revision["reason"]?.stringValue ?? "")")
        }
        let recorded = [record["recordedAt"], record["recordedBy"]].compactMap { $0?.stringValue }
        add("Recorded", recorded.joined(separator: " by "))
        return details
    }

    private var footer: String {
        "<footer>\(Markup.text(header.limits.joined(separator: " | "))). "
            + "P primary, W wire, S secondary, D derived by us; ~ approximate, ? uncertain, "
            + "y year inferred.</footer>"
    }

    private static let style = """
        :root{color-scheme:light dark;--soft:#57606a;--line:#d8dee4;--ink:#1b1f24;--ground:#fff;\
        --accent:#0b57a4}@media(prefers-color-scheme:dark){:root{--soft:#9ea7b3;--line:#30363d;\
        --ink:#e6edf3;--ground:#0d1117;--accent:#79b8ff}}\
        body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground);\
        max-width:64rem;margin:0 auto;padding:1rem}h1{margin:.2em 0}h2{font-size:1.15rem}\
        .basis{list-style:none;display:flex;flex-wrap:wrap;gap:0 1.5rem;padding:0;color:var(--soft)}\
        .note{border-left:4px solid var(--accent);padding-left:.6rem}\
        .chart{overflow-x:auto}.history{list-style:none;padding:0}\
        .history>li{border-top:1px solid var(--line);padding:.5rem 0}.line{margin:0}\
        .date{font-variant-numeric:tabular-nums;font-weight:600;margin-right:.5rem}\
        .state{color:var(--soft);margin-right:.5rem}.doubt{border:1px dashed;padding:0 .3rem}\
        .tier{font-weight:600;text-decoration:none;border:1px solid;padding:0 .3rem}\
        .place{color:var(--soft)}a{color:var(--accent)}\
        dl{display:grid;grid-template-columns:6.5rem 1fr;gap:0 .6rem;margin:.2rem 0 0;\
        font-size:.9rem}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}\
        footer{border-top:1px solid var(--line);margin-top:1rem;color:var(--soft);font-size:.85rem}\
        @media print{body{max-width:none;color:#000;background:#fff}.history>li{break-inside:avoid}\
        .chart{overflow:visible}.chart svg{width:100%;height:auto}}
        """
}
