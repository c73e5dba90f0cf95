/// What is used of an Atom feed.
///
/// Source: RFC 4287, "The Atom Syndication Format".
struct AtomFeed: Equatable {
    struct Entry: Equatable {
        var id = ""
        var title = ""
        var updated = ""
        /// HTML as text: its own references are still in it.
        var summary = ""
        /// The `term` of the first category.
        var category = ""
    }

    var id = ""
    var entries: [Entry] = []

    /// - Throws: ``SourceError/malformed(document:reason:)`` with the line, also for a feed cut
    ///   short; ``SourceError/wrongKind(document:expected:found:)`` for an HTML page and for other
    ///   XML.
    static func read(
        _ bytes: [UInt8], of document: String
    ) throws(SourceError) -> AtomFeed {
        if RawAnswer(status: 200, body: bytes).isHTML {
            throw .wrongKind(document: document, expected: "an Atom feed", found: "an HTML page")
        }
        let handler = AtomFeedHandler()
        do throws(XMLError) {
            try XMLReader.read(bytes, to: handler)
        } catch {
            throw .malformed(document: document, reason: error.description)
        }
        guard handler.root == "feed" else {
            throw .wrongKind(
                document: document, expected: "an Atom feed",
                found: "XML with the root \(handler.root)")
        }
        return handler.feed
    }
}

/// Gathers a feed's texts by where they stand.
private final class AtomFeedHandler: XMLHandler {
    private(set) var feed = AtomFeed()
    private(set) var root = ""
    /// The open elements, the root first.
    private var path: [String] = []
    private var entry = AtomFeed.Entry()
    private var collected = ""

    func begin(_ name: String, attributes: [String: String]) {
        let name = Self.local(name)
        if path.isEmpty { root = name }
        path.append(name)
        collected = ""
        if path == ["feed", "entry"] { entry = AtomFeed.Entry() }
        if path == ["feed", "entry", "category"], entry.category.isEmpty {
            entry.category = attributes["term"] ?? ""
        }
    }

    func text(_ text: String) { collected += text }

    func end(_ name: String) {
        switch path {
        case ["feed", "id"]: feed.id = collected
        case ["feed", "entry"]: feed.entries.append(entry)
        case ["feed", "entry", "id"]: entry.id = collected
        case ["feed", "entry", "title"]: entry.title = collected
        case ["feed", "entry", "updated"]: entry.updated = collected
        case ["feed", "entry", "summary"]: entry.summary = collected
        default: break
        }
        _ = path.popLast()
        collected = ""
    }

    /// Without the prefix: the feeds we read have one namespace.
    private static func local(_ name: String) -> String {
        String(name.split(separator: ":").last ?? "")
    }
}
