import Ingestion

/// A page of the latest filings, of invented filers.
struct LatestFixture {
    struct Entry {
        var accession = "0001999990-25-000001"
        var form = "4"
        var name = "Quarry Lane Instruments, Inc."
        var cik = "0001999990"
        var role: String? = "Issuer"
        var filed = "2025-12-12"
        var updated = "2025-12-12T16:02:03-05:00"
        var items: [String] = []
        /// Everything between the tags, where it is to be something else.
        var title: String?
        var id: String?
        var summary: String?
        var category: String?
    }

    var entries: [Entry]
    var id = "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent"

    init(_ entries: [Entry]) { self.entries = entries }

    var text: String {
        """
        <?xml version="1.0" encoding="ISO-8859-1" ?>
        <feed xmlns="http://www.w3.org/2005/Atom">
        <title>Latest Filings - Fri, 12 Dec 2025 18:03:31 EST</title>
        <id>\(id)</id>
        <author><name>Webmaster</name></author>
        <updated>2025-12-12T18:03:31-05:00</updated>
        \(entries.map(Self.text).joined(separator: "\n"))
        </feed>
        """
    }

    private static func text(of entry: Entry) -> String {
        let role = entry.role.map { " (\($0))" } ?? ""
        let title = entry.title ?? "\(entry.form) - \(entry.name) (\(entry.cik))\(role)"
        let items = entry.items.map { "&lt;br&gt;Item \($0): About it\n" }.joined()
        let summary =
            entry.summary ?? "\n &lt;b&gt;Filed:&lt;/b&gt; \(entry.filed) "
            + "&lt;b&gt;AccNo:&lt;/b&gt; \(entry.accession) &lt;b&gt;Size:&lt;/b&gt; 10 KB\n"
            + items
        return """
            <entry>
            <title>\(title)</title>
            <link rel="alternate" type="text/html" href="https://www.sec.gov/x-index.htm"/>
            <summary type="html">\(summary)</summary>
            <updated>\(entry.updated)</updated>
            <category scheme="https://www.sec.gov/" label="form type" term="\(
                entry.category ?? entry.form)"/>
            <id>\(entry.id ?? "urn:tag:sec.gov,2008:accession-number=\(entry.accession)")</id>
            </entry>
            """
    }

    /// The page in its declared encoding.
    var document: SourceDocument {
        let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        return SourceDocument(name: "start-0000.atom", bytes: bytes)
    }

    func reading() throws(SourceError) -> SourceReading { try EdgarLatest().read(document) }
}
