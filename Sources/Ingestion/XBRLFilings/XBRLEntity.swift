import CanonicalJSON
import Filings

/// Who filed, as filings.xbrl.org names it: by its LEI, or by a number of its own country.
struct XBRLEntity: Hashable {
    let identifier: Identifier

    init(_ text: String) {
        let lei = Identifier(.lei, text)
        identifier = lei.verdict == .malformed ? Identifier(.other("xbrl-entity"), text) : lei
    }

    /// As events name the filer.
    var text: String { identifier.normalized }

    /// - Returns: `nil` when nothing of the identifier can stand in a stream's name.
    var stream: StreamName? {
        let kind = identifier.scheme == .lei ? "lei" : "xbrl"
        var key = ""
        for byte in text.lowercased().utf8 {
            let isPlain = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
            if isPlain { key.unicodeScalars.append(Unicode.Scalar(byte)) }
            if !isPlain, !key.isEmpty, key.last != "-" { key.append("-") }
        }
        guard !key.isEmpty else { return nil }
        return StreamName("company-\(kind)-\(key)")
    }

    var key: String { "xbrl-filings:\(text)" }

    var address: String { "https://filings.xbrl.org/api/entities/\(text)" }

    /// All filings of the entity, as one list.
    var listing: String { "xbrl-filings \(text)" }

    var unit: String { (identifier.scheme == .lei ? "LEI-" : "") + text }
}
