extension UnitReader {
    /// A unit that begins with a number: a year, a decade, a day of a month, `3Q25`, `2026-07-02`.
    mutating func readNumber() throws(DateReadingError) -> DateUnit {
        guard let token = cursor.next, let number = token.number else { throw cursor.error }
        switch token.text.utf8.count {
        case 4: return try readFourDigits(number)
        case 1, 2: return try readSmallNumber(number)
        default: throw cursor.error
        }
    }

    private mutating func readFourDigits(_ year: Int) throws(DateReadingError) -> DateUnit {
        cursor.advance()
        if let ending = cursor.next, ending.isGlued, ending.text == "s", year % 10 == 0 {
            cursor.advance()
            return DateUnit(.decade, year: .given(year))
        }
        if let month = readGluedPair() {
            guard (1...12).contains(month) else { throw .impossible(.noSuchMonth("\(month)")) }
            guard let day = readGluedPair() else {
                return DateUnit(.month(month), year: .given(year))
            }
            return DateUnit(.day(month: month, day: day), year: .given(year))
        }
        return try withDivision(DateUnit(.year, year: .given(year)))
    }

    /// `-06`, glued to what is before it.
    private mutating func readGluedPair() -> Int? {
        guard let hyphen = cursor.next, hyphen.isGlued, hyphen.text == "-",
            let digits = cursor.peek(1), digits.isGlued, digits.text.utf8.count == 2,
            let number = digits.number
        else { return nil }
        cursor.advance(by: 2)
        return number
    }

    private mutating func readSmallNumber(_ number: Int) throws(DateReadingError) -> DateUnit {
        cursor.advance()
        if let letter = cursor.next, letter.isGlued, ["q", "h"].contains(letter.text) {
            cursor.advance()
            return try dated(division(number, letter: letter.text))
        }
        skipOrdinalEnding()
        if let word = cursor.next?.text, ["quarter", "half", "fiscal"].contains(word) {
            return try readDivision(number)
        }
        guard (1...31).contains(number) else { throw .notUnderstood("\(number)") }
        let place = cursor.place
        _ = cursor.skip("of")
        guard let month = cursor.next.flatMap({ DateWords.month($0.text) }) else {
            cursor.goBack(to: place)
            return try dated(DateUnit(.bareDay(number)))
        }
        cursor.advance()
        return try dated(DateUnit(.day(month: month, day: number)))
    }
}
