/// Reads csv, tsv and Markdown back by rules of its own.
enum Delimited {
    /// RFC 4180: rows of fields; the last line ends in CR LF.
    static func csv(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field: [UInt8] = []
        var isOpen = false
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.popFirst() {
            switch (byte, isOpen) {
            case (0x22, true) where bytes.first == 0x22:
                field.append(0x22)
                bytes.removeFirst()
            case (0x22, _): isOpen.toggle()
            case (0x2C, false), (0x0D, false):
                row.append(String(decoding: field, as: UTF8.self))
                field = []
                guard byte == 0x0D else { continue }
                bytes.removeFirst()
                rows.append(row)
                row = []
            default: field.append(byte)
            }
        }
        return rows
    }

    /// Fields between tabs.
    static func tsv(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
        }
    }

    /// Cells between bars that no backslash escapes, without the line under the header.
    static func markdown(_ text: String) -> [[String]] {
        var rows = text.split(separator: "\n").map { line in
            line.replacing("\\|", with: "\u{1}").split(
                separator: "|", omittingEmptySubsequences: false
            ).dropFirst().dropLast().map { cell in
                String(cell).replacing("\u{1}", with: "|").replacing("\\_", with: "_").trimmed
            }
        }
        if rows.count > 1 { rows.remove(at: 1) }
        return rows
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
