import CanonicalJSON
import Filings

/// The lines of a page, what they are narrowed by, and where two days are compared.
extension HistoryPage {
    // MARK: Filters

    /// Shown by the script; without it the list is whole.
    var filters: [String] {
        let entries = items.map(\.item.entry)
        let kinds = Set(entries.map(\.kind)).filter { !$0.isEmpty }.sorted()
        let states = Set(entries.map(\.state)).filter { !$0.isEmpty }.sorted()
        let tiers = TimelineEntry.Tier.allCases.filter { tier in
            entries.contains { $0.tier == tier }
        }
        func chips(_ name: String, _ label: String, _ values: [(value: String, text: String)])
            -> String
        {
            if values.count < 2 { return "" }
            let buttons = values.map { value, text in
                "<button type=\"button\" aria-pressed=\"false\" data-filter=\"\(name)\" "
                    + "data-value=\"\(Markup.text(value))\">\(Markup.text(text))</button>"
            }.joined()
            return "<div class=\"chips\" role=\"group\" aria-label=\"\(label)\">\(buttons)</div>"
        }
        let api = address.map { address in
            let query = [("asOf", address.asOf), ("recordedBy", address.recordedBy)]
                .compactMap { name, value in value.map { "&\(name)=\($0)" } }.joined()
            return ["json", "csv"].map { format in
                "<a class=\"button\" href=\"\(Markup.text(address.company))/timeline?format=\(format)"
                    + "\(Markup.text(query))\">\(format.uppercased())</a>"
            }.joined()
        }
        return [
            "<nav class=\"filters\" id=\"filters\" aria-label=\"Filters\" hidden>",
            "<label class=\"search\">Look for <input type=\"search\" id=\"search\" "
                + "autocomplete=\"off\"></label>",
            chips("tier", "Source", tiers.map { ($0.rawValue, "\($0.rawValue) \($0.word)") }),
            "<details class=\"more\" id=\"more\"><summary>Kinds and states</summary>",
            chips("kind", "Kind", kinds.map { ($0, $0) }),
            chips("state", "State", states.map { ($0, $0) }), "</details>",
            "<div class=\"chips\"><button type=\"button\" id=\"compare\" aria-expanded=\"false\" "
                + "aria-controls=\"diff\">Compare two days</button>"
                + "<button type=\"button\" id=\"save-csv\">CSV of what is shown</button>"
                + (api ?? "")
                + "<button type=\"button\" id=\"cite\">Copy citation</button>"
                + "<button type=\"button\" id=\"clear\">Clear filters</button>"
                + "<button type=\"button\" id=\"keys\">Keys</button></div>",
            "<p id=\"count\" class=\"soft\" role=\"status\" aria-live=\"polite\"></p></nav>",
        ]
    }

    var compared: [String] {
        guard let last = days.last, let first = days.first else { return [] }
        func field(_ id: String, _ label: String, _ day: CivilDay) -> String {
            "<label>\(label) <input type=\"date\" id=\"\(id)\" value=\"\(day.text)\"></label>"
        }
        return [
            "<section id=\"diff\" aria-labelledby=\"diff-title\" hidden>",
            "<h2 id=\"diff-title\">What became public between two days</h2>",
            "<p class=\"limits\">\(field("diff-from", "After", first)) "
                + "\(field("diff-to", "up to", last))</p>",
            "<div id=\"diff-result\" role=\"status\"></div></section>",
        ]
    }

    // MARK: Entries

    var list: [String] {
        let title = "<section id=\"history\" tabindex=\"-1\"><h2>History</h2>"
        let empty =
            "<p id=\"nothing\"\(items.contains { $0.isShown } ? " hidden" : "")>Nothing matches, in "
            + "\(items.count) \(items.count == 1 ? "line" : "lines") "
            + "\(Markup.text(header.limits.joined(separator: ", "))).</p>"
        return [title, empty, "<ol class=\"history\" id=\"lines\">"] + items.flatMap(lines)
            + ["</ol></section>"]
    }

    private func lines(of item: PageItem) -> [String] {
        let entry = item.item.entry
        let tier = entry.tier.map { tier in
            " <abbr class=\"tier\" title=\"\(tier.word) source\">\(tier.rawValue)</abbr>"
        }
        let doubt = entry.possible ? " <span class=\"doubt\">possible</span>" : ""
        let amount = entry.amount.map { " <span class=\"amount\">\(Markup.text($0))</span>" }
        let place = item.isShown ? " id=\"p\(entry.position)\"" : ""
        let slip = entry.slipDays.map { days in
            " <span class=\"slip\">slip \(Markup.text(SlipText.text(days)))</span>"
        }
        var lines = [
            """
            <li\(place)\(item.attributes) data-kind="\(Markup.text(entry.kind))" \
            data-state="\(Markup.text(entry.state))" data-tier="\(entry.tier?.rawValue ?? "")" \
            data-at="\(entry.position)"><details><summary>\(time(of: entry)) \
            <span class="state">\(Markup.text(entry.state))</span> \
            <span class="title">\(Markup.text(entry.title))</span>\(amount ?? "")\(slip ?? "")\
            \(tier ?? "")\(doubt)</summary>
            """
        ]
        lines.append("<dl>")
        lines += details(of: item).map { "<dt>\($0.name)</dt><dd>\($0.value)</dd>" }
        lines.append("</dl></details></li>")
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

    private func details(of page: PageItem) -> [(name: String, value: String)] {
        let (entry, record) = (page.item.entry, page.item.record)
        var details: [(name: String, value: String)] = []
        func add(_ name: String, _ text: String?) {
            guard let text, !text.isEmpty else { return }
            details.append((Markup.text(name), Markup.text(text)))
        }
        let quoted = entry.date.quoted.isEmpty ? "" : "“\(entry.date.quoted)”, "
        add("Date", "\(quoted)\(DateText.bounds(entry.date)), \(entry.date.status.rawValue)")
        for detail in page.details where detail.name == "Why this date" {
            details.append((detail.name, detail.lines.map(Markup.text).joined(separator: "<br>")))
        }
        add("Amount", entry.amount)
        add("Parties", Self.parties(record["parties"]?.arrayValue ?? []))
        let source = record["source"]
        add("Quote", source?["quote"]?.stringValue.map { "“\($0)”" })
        let names = [source?["title"], source?["publisher"]].compactMap { $0?.stringValue }
        add("Source", names.joined(separator: ", "))
        add("Where in it", source?["locator"]?.stringValue)
        if let url = source?["url"]?.stringValue { details.append(("Address", Markup.link(url))) }
        add("Capture", source?["sha256"]?.stringValue.map { "SHA-256 \($0)" })
        add("Retrieved", source?["retrievedAt"]?.stringValue)
        add("Note", record["note"]?.stringValue)
        if let revision = record["revision"], let kind = revision["kind"]?.stringValue {
            add("Revised", "\(kind): \(revision["reason"]?.stringValue ?? "")")
        }
        for detail in page.details where detail.name != "Why this date" {
            details.append(
                (Markup.text(detail.name), detail.lines.map(Markup.text).joined(separator: "<br>")))
        }
        let recorded = [record["recordedAt"], record["recordedBy"]].compactMap { $0?.stringValue }
        add("Recorded", recorded.joined(separator: " by "))
        details.append(("Event", proof(of: entry.position)))
        return details
    }

    private static func parties(_ parties: [JSONValue]) -> String {
        parties.map { party in
            let role = party["role"]?.stringValue.map { " (\($0))" } ?? ""
            return (party["name"]?.stringValue ?? "") + role
        }.joined(separator: "; ")
    }

    /// The event, its bytes and its proof; of a page that stands alone the command that has them.
    private func proof(of position: Int64) -> String {
        guard let address else { return "#\(position), annals prove \(position)" }
        let event = Markup.text("\(address.root)/events/\(position)")
        return "<a href=\"\(event)\">#\(position)</a>, <a href=\"\(event)/entry\">entry</a>, "
            + "<a href=\"\(event)/proof\">proof</a>"
    }
}
