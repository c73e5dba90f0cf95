/// Which kind of text a wording is, by its characters alone.
enum WordingShape {
    /// Whether only EDTF can be meant: it begins like EDTF and holds no word. Such a text is never
    /// guessed at, so that a wrong EDTF string is refused and not read as something else.
    static func isExtendedDate(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if (try? ExtendedDate(trimmed(bytes))) != nil { return true }
        guard let first = bytes.first, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return bytes.isEmpty
        }
        let opening = Array("[{?~%-./Y".utf8)
        if opening.contains(first) {
            return first != UInt8(ascii: "Y") || bytes.count > 1 && !isLetter(bytes[1])
        }
        let digits = bytes.prefix(while: isDigit)
        guard digits.count >= 3 else { return false }
        let following = bytes.dropFirst(digits.count).first
        return following == nil || !isLetter(following ?? 0) || following == UInt8(ascii: "u")
    }

    private static func trimmed(_ bytes: [UInt8]) -> String {
        let words = bytes.split(whereSeparator: { $0 <= 0x20 })
        return String(decoding: words.first.map { words.count == 1 ? $0 : [] } ?? [], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// `13/07/2026`, `02.07.2026`, `2-7-2026`: read when only one order of day and month works.
    ///
    /// - Returns: `nil` when the text is not of this form.
    /// - Throws: ``DateReadingError/ambiguous(_:_:)`` when both orders are.
    static func numericDay(_ text: String) throws(DateReadingError) -> CivilDay? {
        let bytes = Array(text.utf8)
        guard let sign = bytes.first(where: { !isDigit($0) }), "/.-".utf8.contains(sign) else {
            return nil
        }
        let fields = bytes.split(separator: sign, omittingEmptySubsequences: false)
        guard fields.count == 3, (1...2).contains(fields[0].count),
            (1...2).contains(fields[1].count),
            fields[2].count == 4, let one = CivilDay.number(fields[0]),
            let other = CivilDay.number(fields[1]), let year = CivilDay.number(fields[2])
        else { return nil }
        let dayFirst = CivilDay(year: year, month: other, day: one)
        let monthFirst = CivilDay(year: year, month: one, day: other)
        if let dayFirst, let monthFirst, dayFirst != monthFirst {
            throw .ambiguous(dayFirst, monthFirst)
        }
        guard let day = dayFirst ?? monthFirst else { throw .impossible(.noSuchDay(text)) }
        return day
    }
}
