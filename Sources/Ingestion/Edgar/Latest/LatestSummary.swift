/// The summary of an entry of the latest filings: words in bold with their values, and a line for
/// each item.
///
/// `<b>Filed:</b> 2025-12-12 <b>AccNo:</b> … <b>Size:</b> 10 KB <br>Item 5.02: Departure of …`
struct LatestSummary: Equatable {
    private(set) var filed: String?
    private(set) var accession: String?
    /// Only paper filings have one here.
    private(set) var filmNumber: String?
    /// The codes, verbatim and in the register's order; `Item 3C.7` gives `3C.7`.
    private(set) var items: [String] = []

    /// - Parameter html: With its tags.
    init(_ html: String) {
        for line in Self.lines(of: html) {
            if line.hasPrefix("Item ") {
                let code = line.dropFirst(5).prefix { $0 != ":" }.filter { $0 != " " }
                if !code.isEmpty { items.append(code) }
                continue
            }
            let words = line.split { $0.isWhitespace }
            for (word, value) in zip(words, words.dropFirst()) where !value.hasSuffix(":") {
                switch word {
                case "Filed:": filed = String(value)
                case "AccNo:": accession = String(value)
                case "Film#:": filmNumber = String(value)
                default: break  // `Size:` is rounded for people
                }
            }
        }
    }

    /// Text without tags; a `<br>` and an end of line begin another line.
    private static func lines(of html: String) -> [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        func endLine() {
            lines.append(String(decoding: line.drop { $0 == 0x20 }, as: UTF8.self))
            line = []
        }
        var rest = Array(html.utf8)[...]
        while let first = rest.popFirst() {
            if first == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
                let tag = String(decoding: rest[..<end].prefix(2), as: UTF8.self)
                if tag.lowercased() == "br" { endLine() }
                rest = rest[(end + 1)...]
            } else if first == 0x0A || first == 0x0D {
                endLine()
            } else {
                line.append(first)
            }
        }
        endLine()
        return lines
    }
}
