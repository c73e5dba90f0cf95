/// The lines of a submission's header, cut out of the file that holds it.
///
/// Nothing behind the first `<DOCUMENT>` is looked at: document texts may be anything, uuencoded
/// binaries among them.
struct HeaderText {
    struct Line: Equatable {
        /// From 1, in the whole file; a lone carriage return ends a line as well.
        let number: Int
        let text: String
    }

    let lines: [Line]

    /// Where a header begins, whatever is wrapped around it: a privacy-enhanced message, a page.
    private static let starts = [
        "<SEC-HEADER>", "<IMS-HEADER>", "<SUBMISSION>", "<ACCEPTANCE-DATETIME>",
        "ACCESSION NUMBER:", "<ACCESSION-NUMBER>",
    ]
    private static let ends = ["</SEC-HEADER>", "</IMS-HEADER>", document]
    /// What every header ends before.
    static let document = "<DOCUMENT>"
    /// Real ones have up to some hundred kilobytes.
    static let greatestSizeBytes = 8 << 20

    /// - Throws: ``SourceError/wrongKind(document:expected:found:)`` without a header.
    init(_ bytes: ArraySlice<UInt8>, document: String) throws(SourceError) {
        let before = bytes.prefix(bytes.firstPlace(of: HeaderText.document) ?? bytes.endIndex)
        guard before.count <= Self.greatestSizeBytes else {
            throw .malformed(document: document, reason: "no document begins in the first 8 MiB")
        }
        let start = Self.starts.compactMap { before.firstPlace(of: $0) }.min()
        let escaped = before.firstPlace(of: "&lt;SEC-HEADER&gt;")
        if let escaped, escaped < start ?? before.endIndex {
            self = try HeaderText(before.withoutEntities[...], document: document)
        } else if let start {
            let end = Self.ends.compactMap { before[start...].firstPlace(of: $0) }.min()
            lines = Self.lines(of: before[..<(end ?? before.endIndex)], from: start)
        } else {
            let first = bytes.prefix(40).prefix { $0 != 0x0A && $0 != 0x0D }
            throw .wrongKind(
                document: document, expected: "the header of an EDGAR submission",
                found: bytes.isEmpty
                    ? "nothing"
                    : "a text that begins with \"\(String(decoding: first, as: UTF8.self))\"")
        }
    }

    private static func lines(of bytes: ArraySlice<UInt8>, from start: Int) -> [Line] {
        var lines: [Line] = []
        var (number, begin) = (1, bytes.startIndex)
        func take(until end: Int) {
            guard end > start else { return }
            let text = decoded(bytes[max(begin, start)..<end])
            if text.contains(where: { !$0.isWhitespace }) {
                lines.append(Line(number: number, text: text))
            }
        }
        var index = begin
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            guard byte == 0x0A || byte == 0x0D else { continue }
            take(until: index - 1)
            if byte == 0x0D, index < bytes.endIndex, bytes[index] == 0x0A { index += 1 }
            (number, begin) = (number + 1, index)
        }
        take(until: bytes.endIndex)
        return lines
    }

    /// UTF-8 where it is that, else Latin-1, in which every byte is a character.
    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return text
    }
}

extension ArraySlice<UInt8> {
    /// Where the text begins for the first time.
    func firstPlace(of text: String) -> Int? {
        let wanted = Array(text.utf8)
        guard let first = wanted.first, count >= wanted.count else { return nil }
        return withUnsafeBufferPointer { buffer in
            for offset in 0...(buffer.count - wanted.count) where buffer[offset] == first {
                if wanted.indices.allSatisfy({ buffer[offset + $0] == wanted[$0] }) {
                    return startIndex + offset
                }
            }
            return nil
        }
    }

    /// With the three characters back that HTML escapes.
    fileprivate var withoutEntities: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        var rest = self
        while let byte = rest.first {
            let entity = Self.entities.first { rest.starts(with: $0.text.utf8) }
            bytes.append(entity?.byte ?? byte)
            rest = rest.dropFirst(entity?.text.utf8.count ?? 1)
        }
        return bytes
    }

    private static var entities: [(text: String, byte: UInt8)] {
        [("&lt;", 0x3C), ("&gt;", 0x3E), ("&amp;", 0x26)]
    }
}
