import Filings

/// Names made out of texts: the same text always gives the same name.
enum Slug {
    /// Letters and digits of any script in lower case, other runs as one hyphen, cut at a length.
    static func text(_ text: String, atMost length: Int) -> String {
        var slug = ""
        for character in text.lowercased() {
            if character.isLetter || character.isNumber {
                slug.append(character)
            } else if slug.last?.isHyphen == false {
                slug.append("-")
            }
        }
        var cut = slug.prefix(length)
        while cut.last?.isHyphen == true { cut.removeLast() }
        return String(cut)
    }

    /// As a company key has it: ASCII only.
    static func key(_ name: String) -> String {
        text(String(name.lowercased().map { $0.isASCII ? $0 : " " }), atMost: 100)
    }

    static func isClaimID(_ text: String) -> Bool {
        (1...120).contains(text.count)
            && text.allSatisfy { $0.isLetter || $0.isNumber || "-._".contains($0) }
    }

    /// The id of a claim that was given none: its kind, title and source.
    ///
    /// A claim of other words is another claim; one whose date or amount changed is the same one in
    /// conflict with itself, which is what its writer should hear.
    static func claimID(kind: String, title: String, source: ClaimSource) -> String {
        let origin = source.id ?? source.publisher ?? source.title ?? source.url ?? ""
        return [kind, text(title, atMost: 60), text(origin, atMost: 40)]
            .filter { !$0.isEmpty }.joined(separator: "-")
    }

    /// A URI reference: everything but the characters of URIs as percent-encoded UTF-8.
    static func uri(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { uri, byte in
            let isPlain = byte.isASCIILetterOrDigit || marks.contains(byte)
            uri +=
                isPlain
                ? String(UnicodeScalar(byte))
                : "%" + String([digits[Int(byte >> 4)], digits[Int(byte & 0xF)]])
        }
    }

    /// Source: RFC 3986, sections 2.2 and 2.3; the percent sign stays, for a URL has it already.
    private static let marks = Set("-._~:/?#[]@!$&'()*+,;=%".utf8)
}

extension Character {
    fileprivate var isHyphen: Bool { self == "-" }
}

extension UInt8 {
    fileprivate var isASCIILetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}
