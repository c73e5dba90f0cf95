/// The records of a text in comma-separated values, one after the other.
///
/// Source: RFC 4180; beyond it: another delimiter, lines that end in a lone line feed or carriage
/// return, blank lines, a byte order mark.
struct CSVRecords {
    struct Record: Equatable {
        /// Where it begins, from 1; a field may hold line ends.
        let line: Int
        let fields: [ArraySlice<UInt8>]
        /// Why its fields cannot be trusted.
        let fault: String?
    }

    /// A quoted field has no end, so that nothing behind it can be told apart.
    struct Unclosed: Error, Equatable {
        let line: Int
    }

    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var offset = 0
    private var line = 1

    private static let quote = UInt8(ascii: "\"")

    init(_ bytes: [UInt8], delimiter: UInt8) {
        self.bytes = bytes
        self.delimiter = delimiter
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    private var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// - Returns: `nil` at the end.
    mutating func next() throws(Unclosed) -> Record? {
        while takeLineEnd() {}
        guard byte != nil else { return nil }
        let start = line
        var fields: [ArraySlice<UInt8>] = []
        var fault: String?
        repeat {
            let field = byte == Self.quote ? try quoted(&fault) : plain(&fault)
            fields.append(field)
        } while takeDelimiter()
        _ = takeLineEnd()
        return Record(line: start, fields: fields, fault: fault)
    }

    private mutating func takeDelimiter() -> Bool {
        guard byte == delimiter else { return false }
        offset += 1
        return true
    }

    private mutating func takeLineEnd() -> Bool {
        guard byte == 0x0A || byte == 0x0D else { return false }
        offset += byte == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A ? 2 : 1
        line += 1
        return true
    }

    private mutating func plain(_ fault: inout String?) -> ArraySlice<UInt8> {
        let start = offset
        while let byte, byte != delimiter, byte != 0x0A, byte != 0x0D {
            if byte == Self.quote { fault = "a quote stands inside of a field without quotes" }
            offset += 1
        }
        return bytes[start..<offset]
    }

    private mutating func quoted(_ fault: inout String?) throws(Unclosed) -> ArraySlice<UInt8> {
        let begin = line
        var field: [UInt8] = []
        offset += 1
        while let byte {
            offset += 1
            if byte == Self.quote {
                guard self.byte == Self.quote else {
                    if let next = self.byte, next != delimiter, next != 0x0A, next != 0x0D {
                        fault = "text stands behind the closing quote of a field"
                        _ = plain(&fault)
                    }
                    return field[...]
                }
                offset += 1
            } else if byte == 0x0A || byte == 0x0D && self.byte != 0x0A {
                line += 1
            }
            field.append(byte)
        }
        throw Unclosed(line: begin)
    }
}
