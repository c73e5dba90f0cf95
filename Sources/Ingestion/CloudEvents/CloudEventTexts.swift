/// The texts of single events in a file: one a line, the elements of an array, or the whole file.
struct CloudEventTexts {
    struct Text: Equatable {
        /// Where it begins, from 1.
        let line: Int
        let bytes: ArraySlice<UInt8>
    }

    /// The array's brackets or commas are broken, so that the rest cannot be told apart.
    struct Broken: Error, Equatable {
        let line: Int
        let reason: String
    }

    private enum Form { case lines, batch, whole }

    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    private var form = Form.lines
    private var isAtEnd = false

    /// - Parameter isWhole: Told the first line: whether it is a JSON text by itself. A file of
    ///   one event may be spread over lines; none of those begins with a brace.
    init(_ bytes: [UInt8], isWhole: (ArraySlice<UInt8>) -> Bool) {
        self.bytes = bytes
        skipBlanks()
        if byte == UInt8(ascii: "[") {
            form = .batch
            offset += 1
        } else {
            let first = bytes[offset...].prefix { $0 != 0x0A }
            let second = bytes[first.endIndex...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
            if second != UInt8(ascii: "{"), !isWhole(first) { form = .whole }
        }
    }

    private var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipBlanks() {
        while let byte, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
            if byte == 0x0A { line += 1 }
            offset += 1
        }
    }

    /// - Returns: `nil` at the end.
    mutating func next() throws(Broken) -> Text? {
        guard !isAtEnd else { return nil }
        skipBlanks()
        switch form {
        case .lines:
            guard byte != nil else { return nil }
            let text = Text(line: line, bytes: bytes[offset...].prefix { $0 != 0x0A })
            offset = text.bytes.endIndex
            return text
        case .whole:
            isAtEnd = true
            return byte == nil ? nil : Text(line: line, bytes: bytes[offset...])
        case .batch: return try nextElement()
        }
    }

    private mutating func nextElement() throws(Broken) -> Text? {
        if byte == UInt8(ascii: "]") {
            offset += 1
            skipBlanks()
            guard byte == nil else { throw Broken(line: line, reason: "text behind the array") }
            isAtEnd = true
            return nil
        }
        let (begin, start) = (line, offset)
        try skipElement(from: begin)
        guard offset > start else { throw Broken(line: begin, reason: "an event is missing") }
        let text = Text(line: begin, bytes: bytes[start..<offset])
        if byte == UInt8(ascii: ",") { offset += 1 }
        return text
    }

    /// To the comma or bracket that ends it.
    private mutating func skipElement(from begin: Int) throws(Broken) {
        var depth = 0
        var isInString = false
        while let byte {
            if byte == 0x0A { line += 1 }
            if isInString {
                if byte == UInt8(ascii: "\\") { offset += 1 }
                if byte == UInt8(ascii: "\"") { isInString = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: ","), UInt8(ascii: "]"):
                    if depth == 0 { return }
                    if byte == UInt8(ascii: "]") { depth -= 1 }
                case UInt8(ascii: "}"): depth -= 1
                default: break
                }
            }
            offset += 1
        }
        throw Broken(line: begin, reason: "the array has no end")
    }
}
