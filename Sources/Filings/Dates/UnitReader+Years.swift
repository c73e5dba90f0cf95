extension UnitReader {
    /// The unit with its year, if one follows.
    mutating func dated(_ unit: DateUnit) throws(DateReadingError) -> DateUnit {
        var unit = unit
        try readYear(into: &unit)
        return unit
    }

    /// "2026", "of 2026", "'26", "26" after a quarter or half, "FY26", "of this year"; or nothing.
    mutating func readYear(into unit: inout DateUnit) throws(DateReadingError) {
        let place = cursor.place
        while cursor.skip(anyOf: ["of", "in", "for"]) {}
        if cursor.skip(anyOf: ["fy", "fiscal year", "fiscal"]) {
            unit.isFiscal = true
            _ = cursor.skip("'")
            unit.year = .given(try readDigits(of: &unit))
            return
        }
        if let offset = readRelativeYear() {
            unit.year = .relative(offset)
            return
        }
        if cursor.skip("year"), !isYear(cursor.next, short: false) {
            unit.year = .relative(0)
            return
        }
        let hasSign = cursor.skip("'") || skipGluedSign(for: unit)
        if isYear(cursor.next, short: hasSign || allowsShortYear(unit)) {
            unit.year = .given(try readDigits(of: &unit))
        } else {
            cursor.goBack(to: place)
        }
    }

    /// `Q3/25`, `Q3-2025`.
    private mutating func skipGluedSign(for unit: DateUnit) -> Bool {
        guard allowsShortYear(unit), let sign = cursor.next, sign.isGlued,
            ["/", "-"].contains(sign.text), isYear(cursor.peek(1), short: true)
        else { return false }
        cursor.advance()
        return true
    }

    private func allowsShortYear(_ unit: DateUnit) -> Bool {
        switch unit.kind {
        case .quarter, .half: true
        default: false
        }
    }

    private func isYear(_ token: WordingCursor.Token?, short: Bool) -> Bool {
        guard let token, token.number != nil else { return false }
        return token.text.utf8.count == 4 || (short && token.text.utf8.count == 2)
    }

    mutating func readDigits(of unit: inout DateUnit) throws(DateReadingError) -> Int {
        guard isYear(cursor.next, short: true), let token = cursor.next, let number = token.number
        else { throw cursor.error }
        cursor.advance()
        unit.hasShortYear = token.text.utf8.count == 2
        return unit.hasShortYear ? 2000 + number : number
    }

    /// "this year", "the current year", "last year"; nothing is read when it is not one.
    private mutating func readRelativeYear() -> Int? {
        guard let offset = cursor.next.flatMap({ DateWords.relative($0.text) }),
            cursor.peek(1)?.text == "year"
        else { return nil }
        cursor.advance(by: 2)
        return offset
    }

    /// "this month", "the current year", "today"; `nil` when the next word is none of them.
    mutating func readRelative() throws(DateReadingError) -> DateUnit? {
        for (word, days) in [("today", 0), ("yesterday", -1), ("tomorrow", 1)]
        where cursor.skip(word) {
            return DateUnit(.relativeDay(days))
        }
        if let offset = readRelativeYear() { return DateUnit(.year, year: .relative(offset)) }
        guard let offset = cursor.next.flatMap({ DateWords.relative($0.text) }) else { return nil }
        guard cursor.peek(1)?.text == "month" else {
            cursor.advance()
            throw cursor.error
        }
        cursor.advance(by: 2)
        return DateUnit(.relativeMonth(offset))
    }

    /// "FY26", "FY2026 Q3", "fiscal year 2026", "year 2026"; "year" alone has no year yet.
    mutating func readBareYear() throws(DateReadingError) -> DateUnit {
        var unit = DateUnit(.year)
        unit.isFiscal = !cursor.skip("year")
        if unit.isFiscal {
            _ = cursor.skip(anyOf: ["fy", "fiscal year", "fiscal"])
            if let ordinal = cursor.next.flatMap({ DateWords.ordinal($0.text) }) {
                cursor.advance()
                var division = try readDivision(ordinal)
                division.isFiscal = true
                return division
            }
        }
        _ = cursor.skip("'")
        if !unit.isFiscal, !isYear(cursor.next, short: false) { return unit }
        unit.year = .given(try readDigits(of: &unit))
        return unit.isFiscal ? try withDivision(unit) : unit
    }

    /// The division that follows a year: "2026 Q3", "FY26 H1".
    mutating func withDivision(_ year: DateUnit) throws(DateReadingError) -> DateUnit {
        let place = cursor.place
        _ = cursor.skip("-")
        guard let letter = cursor.next?.text, ["q", "h"].contains(letter),
            let number = cursor.peek(1)?.number
        else {
            cursor.goBack(to: place)
            return year
        }
        cursor.advance(by: 2)
        var unit = year
        unit.kind = try division(number, letter: letter).kind
        return unit
    }
}
