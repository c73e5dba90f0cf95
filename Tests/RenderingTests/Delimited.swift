/// Reads csv and tsv back, by rules of its own: the check on what the library writes.
enum Delimited {
    /// RFC 4180; fields as they were, `nil` for a field that is empty and not quoted.
    static func csv(_ text: String) -> [[String?]] {
        var rows: [[String?]] = []
        var row: [String?] = []
        var field: [UInt8] = []
        var wasQuoted = false
        var isOpen = false
        var bytes = Array(text.utf8)[...]
        func value() -> String? {
            field.isEmpty && !wasQuoted ? nil : String(decoding: field, as: UTF8.self)
        }
        func endField() {
            row.append(value())
            field = []
            wasQuoted = false
        }
        while let byte = bytes.popFirst() {
            if isOpen {
                if byte != 0x22 {
                    field.append(byte)
                } else if bytes.first == 0x22 {
                    field.append(0x22); bytes.removeFirst()
                } else {
                    isOpen = false
                }
                continue
            }
            switch byte {
            case 0x22:
                isOpen = true
                wasQuoted = true
            case 0x2C: endField()
            case 0x0D where bytes.first == 0x0A:
                bytes.removeFirst()
                endField()
                rows.append(row)
                row = []
            default: field.append(byte)
            }
        }
        return rows
    }

    /// Lines of fields between tabs, with `\t`, `\n`, `\r`, `\\`, `\xNN` and `\u{N}` read back.
    static func tsv(_ text: String) -> [[String]] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        lines.removeLast()
        return lines.map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(unescaped)
        }
    }

    private static func unescaped(_ field: Substring) -> String {
        var text = ""
        var rest = field.unicodeScalars
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let kind = rest.popFirst() else {
                text.unicodeScalars.append(scalar)
                continue
            }
            switch kind {
            case "t": text += "\t"
            case "n": text += "\n"
            case "r": text += "\r"
            case "x":
                text.unicodeScalars.append(scalarOf(rest.prefix(2)))
                rest.removeFirst(2)
            case "u":
                rest.removeFirst()
                let digits = rest.prefix { $0 != "}" }
                text.unicodeScalars.append(scalarOf(digits))
                rest.removeFirst(digits.count + 1)
            default: text.unicodeScalars.append(kind)
            }
        }
        return text
    }

    private static func scalarOf(_ digits: Substring.UnicodeScalarView) -> Unicode.Scalar {
        UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{fffd}"
    }
}
