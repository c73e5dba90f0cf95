import CanonicalJSON

/// Reads JSON into nodes with lines. Numbers keep their digits as written: an amount never passes
/// through binary floating point.
///
/// The strict reader judges the text first, so that this one meets well-formed JSON only.
struct JSONNodes {
    private let bytes: ArraySlice<UInt8>
    private var offset: Int
    private var line: Int

    /// - Parameter line: The line that the bytes begin on, from 1.
    /// - Throws: ``JSONError``, with lines from 1 at the first byte.
    static func read(_ bytes: ArraySlice<UInt8>, fromLine line: Int) throws(JSONError) -> FileNode {
        _ = try JSONValue(parsing: Array(bytes), numbers: .ecmaScript)
        var reader = JSONNodes(bytes: bytes, offset: bytes.startIndex, line: line)
        return reader.value()
    }

    private var byte: UInt8? { offset < bytes.endIndex ? bytes[offset] : nil }

    private mutating func skipBlanks() {
        while let byte, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
            if byte == 0x0A { line += 1 }
            offset += 1
        }
    }

    private mutating func value() -> FileNode {
        skipBlanks()
        let start = line
        let content: FileNode.Content =
            switch byte {
            case UInt8(ascii: "{"): .fields(fields())
            case UInt8(ascii: "["): .list(elements())
            case UInt8(ascii: "\""): .text(string())
            default: literal()
            }
        return FileNode(content: content, line: start)
    }

    /// Takes what stands between the brackets, one part at a time.
    private mutating func parts(until end: UInt8, _ take: (inout JSONNodes) -> Void) {
        offset += 1
        skipBlanks()
        while let byte, byte != end {
            take(&self)
            skipBlanks()
            if self.byte == UInt8(ascii: ",") { offset += 1 }
            skipBlanks()
        }
        offset += 1
    }

    private mutating func fields() -> [FileNode.Field] {
        var fields: [FileNode.Field] = []
        parts(until: UInt8(ascii: "}")) { reader in
            let line = reader.line
            let name = reader.string()
            reader.skipBlanks()
            reader.offset += 1
            fields.append(FileNode.Field(name: name, line: line, value: reader.value()))
        }
        return fields
    }

    private mutating func elements() -> [FileNode] {
        var elements: [FileNode] = []
        parts(until: UInt8(ascii: "]")) { elements.append($0.value()) }
        return elements
    }

    private mutating func string() -> String {
        let start = offset
        offset += 1
        while let byte, byte != UInt8(ascii: "\"") {
            offset += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        offset += 1
        let text = Array(bytes[start..<min(offset, bytes.endIndex)])
        return (try? JSONValue(parsing: text))?.stringValue ?? ""
    }

    private mutating func literal() -> FileNode.Content {
        let end: [UInt8] = Array(",]} \t\r\n".utf8)
        let word = bytes[offset...].prefix { !end.contains($0) }
        offset += max(1, word.count)
        let text = String(decoding: word, as: UTF8.self)
        return text == "null" ? .null : .text(text)
    }
}
