/// Reads one ``DateUnit`` in English words: "mid-2026", "the second half of 2026", "2 July 2026".
///
/// The years are in `UnitReader+Years.swift`, the units that begin with a number in
/// `UnitReader+Numbers.swift`.
struct UnitReader {
    var cursor: WordingCursor

    /// - Throws: ``DateReadingError/notUnderstood(_:)`` at the first word that does not fit.
    mutating func read() throws(DateReadingError) -> DateUnit {
        while cursor.skip(anyOf: ["in", "on", "during", "at", "as of", "dated", "within"]) {}
        if cursor.skip(anyOf: ["year - end", "year end", "yearend"]) {
            var unit = DateUnit(.year)
            unit.isYearEnd = true
            try readYear(into: &unit)
            if unit.year == .missing { unit.year = .relative(0) }
            return unit
        }
        let side = cursor.skip("earlier") ? -1 : cursor.skip("later") ? 1 : 0
        let parts = readParts()
        while cursor.skip(anyOf: ["of", "in"]) {}
        var unit = try readBase()
        unit.parts = parts
        unit.side = side
        try complete(&unit)
        return unit
    }

    /// "The end of the year" is this year's; "year" alone, or "mid-yesterday", says nothing.
    private func complete(_ unit: inout DateUnit) throws(DateReadingError) {
        if unit.kind == .year, unit.year == .missing {
            if unit.parts == nil { throw .notUnderstood("year") }
            unit.year = .relative(0)
        }
        if unit.side != 0, unit.parts != nil || !unit.kind.canBeCut {
            throw .notUnderstood(unit.side < 0 ? "earlier" : "later")
        }
        if let part = unit.parts?.0, unit.kind.isRelative { throw .notUnderstood(part.rawValue) }
    }

    /// "mid", "mid-", "early to mid", "mid-to-late".
    private mutating func readParts() -> (DatePart, DatePart)? {
        guard let first = readPart() else { return nil }
        let place = cursor.place
        _ = cursor.skip("-")
        if cursor.skip("to") {
            _ = cursor.skip("-")
            if let last = readPart(), first.third <= last.third {
                _ = cursor.skip("-")
                return (first, last)
            }
        }
        cursor.goBack(to: place)
        _ = cursor.skip("-")
        return (first, first)
    }

    private mutating func readPart() -> DatePart? {
        guard let part = cursor.next.flatMap({ DateWords.part($0.text) }) else { return nil }
        cursor.advance()
        return part
    }

    private mutating func readBase() throws(DateReadingError) -> DateUnit {
        guard let word = cursor.next else { throw cursor.error }
        if word.number != nil { return try readNumber() }
        if let relative = try readRelative() { return relative }
        if let month = DateWords.month(word.text) {
            cursor.advance()
            return try readMonth(month)
        }
        if let season = DateWords.season(word.text) {
            cursor.advance()
            return try dated(DateUnit(.season(season)))
        }
        if let ordinal = DateWords.ordinal(word.text) {
            cursor.advance()
            return try readDivision(ordinal)
        }
        if ["q", "h"].contains(word.text), let number = cursor.peek(1)?.number {
            cursor.advance(by: 2)
            return try dated(division(number, letter: word.text))
        }
        if ["fy", "fiscal", "year"].contains(word.text) { return try readBareYear() }
        throw cursor.error
    }

    /// "July", "July 2026", "July 2", "July 2, 2026".
    private mutating func readMonth(_ month: Int) throws(DateReadingError) -> DateUnit {
        guard let day = cursor.next?.number, (1...31).contains(day),
            cursor.next?.text.utf8.count ?? 0 <= 2
        else { return try dated(DateUnit(.month(month))) }
        cursor.advance()
        skipOrdinalEnding()
        return try dated(DateUnit(.day(month: month, day: day)))
    }

    mutating func skipOrdinalEnding() {
        if let ending = cursor.next, ending.isGlued, DateWords.ordinalEndings.contains(ending.text)
        {
            cursor.advance()
        }
    }

    /// After "third" or "3rd": "quarter of 2026", "fiscal quarter of 2026", "half".
    mutating func readDivision(_ number: Int) throws(DateReadingError) -> DateUnit {
        let isFiscal = cursor.skip("fiscal")
        let letter = cursor.skip("quarter") ? "q" : cursor.skip("half") ? "h" : nil
        guard let letter else { throw cursor.error }
        var unit = try dated(division(number, letter: letter))
        unit.isFiscal = unit.isFiscal || isFiscal
        return unit
    }

    func division(_ number: Int, letter: String) throws(DateReadingError) -> DateUnit {
        switch (letter, number) {
        case ("q", 1...4): DateUnit(.quarter(number))
        case ("h", 1...2): DateUnit(.half(number))
        default: throw .notUnderstood("\(letter)\(number)")
        }
    }
}
