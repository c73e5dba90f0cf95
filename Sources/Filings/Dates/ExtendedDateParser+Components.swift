extension ExtendedDateParser {
    mutating func parseDate() throws(ExtendedDateError) -> PartialDate {
        let place = offset
        let year = try qualified { parser throws(ExtendedDateError) in try parser.parseYear() }
        guard !year.value.isLong, !year.value.isSignificant, skip("-") else {
            return try date(PartialDate(year: year), at: place)
        }
        let monthPlace = offset
        let month = try qualified { parser throws(ExtendedDateError) in try parser.parseMonth() }
        guard month.value.division == nil, skip("-") else {
            return try date(PartialDate(year: year, month: month), at: monthPlace)
        }
        let dayPlace = offset
        let day = try qualified { parser throws(ExtendedDateError) in
            try parser.parseMask(width: 2, of: "a day")
        }
        return try date(PartialDate(year: year, month: month, day: day), at: dayPlace)
    }

    private func date(
        _ date: PartialDate?, at place: Int
    ) throws(ExtendedDateError) -> PartialDate {
        guard let date else { throw error(.noSuchDay(text(since: place)), at: place) }
        return date
    }

    private mutating func qualified<Value>(
        _ parse: (inout Self) throws(ExtendedDateError) -> Value
    ) throws(ExtendedDateError) -> Qualified<Value> {
        let left = parseQualifier()
        let value = try parse(&self)
        return Qualified(value, left: left, right: parseQualifier())
    }

    private mutating func parseQualifier() -> DateQualifier? {
        guard let next,
            let qualifier = DateQualifier(rawValue: UInt8(truncatingIfNeeded: next.value))
        else { return nil }
        advance()
        return qualifier
    }

    private mutating func parseYear() throws(ExtendedDateError) -> ExtendedYear {
        let place = offset
        if next == "y" { throw error(.withdrawn("a long year begins with Y")) }
        let year = skip("Y") ? try parseLongYear() : try parseShortYear()
        guard skip("S") else { return year }
        let count = try parseCount("the number of significant digits")
        guard !year.isMasked, let value = year.value else { throw error(.expected("-"), at: place) }
        guard count <= max(4, String(abs(value)).count) else {
            throw error(.tooManySignificantDigits, at: place)
        }
        return .significant(year, count)
    }

    private mutating func parseShortYear() throws(ExtendedDateError) -> ExtendedYear {
        let place = offset
        let negative = skip("-")
        let mask = try parseMask(width: 4, of: "a year")
        if negative, mask.number == 0 { throw error(.negativeZeroYear, at: place) }
        return .digits(mask, negative: negative)
    }

    private mutating func parseLongYear() throws(ExtendedDateError) -> ExtendedYear {
        let place = offset
        let negative = skip("-")
        let mantissa = try parseCount("a year of more than four digits")
        let digits = offset - place - (negative ? 1 : 0)
        let signed = negative ? -mantissa : mantissa
        if !skip("E") {
            guard digits > 4 else { throw error(.shortLongYear, at: place) }
            return .long(mantissa: signed, exponent: nil)
        }
        let exponent = try parseCount("an exponent")
        guard ExtendedYear.scaled(signed, by: exponent) != nil else {
            throw error(.yearTooLarge, at: place)
        }
        return .long(mantissa: signed, exponent: exponent)
    }

    /// A positive whole number without leading zeros, no greater than a year can be.
    private mutating func parseCount(_ what: String) throws(ExtendedDateError) -> Int {
        let place = offset
        while let next, ("0"..."9").contains(next) { advance() }
        let digits = text(since: place).utf8
        guard let first = digits.first else { throw error(.expected(what)) }
        if first == UInt8(ascii: "0") { throw error(.expected(what), at: place) }
        guard let number = CivilDay.number(digits), CivilDay.years.contains(number) else {
            throw error(.yearTooLarge, at: place)
        }
        return number
    }

    private mutating func parseMonth() throws(ExtendedDateError) -> PartialDate.MonthPart {
        let place = offset
        let mask = try parseMask(width: 2, of: "a month")
        if (1...12).contains(where: mask.fits) { return .month(mask) }
        if let code = mask.number, let division = YearDivision(code: code) {
            return .division(division)
        }
        throw error(.noSuchMonth(mask.text), at: place)
    }

    private mutating func parseMask(
        width: Int, of what: String
    ) throws(ExtendedDateError) -> DigitMask {
        var digits: [Int?] = []
        while digits.count < width {
            switch next {
            case "X": digits.append(nil)
            case "u", "(", "^": throw unexpected()
            case let next? where ("0"..."9").contains(next): digits.append(Int(next.value) - 48)
            default:
                throw error(.expected("\(what) of \(width == 4 ? "four" : "two") digits"))
            }
            advance()
        }
        return DigitMask(digits: digits)
    }

    /// The time after a whole date, from its `T`: seconds always, then `Z`, an offset or nothing.
    mutating func parseClock() throws(ExtendedDateError) -> String {
        advance()
        let place = offset
        for (index, limit) in [23, 59, 59].enumerated() {
            if index > 0, !skip(":") { throw error(.expected("a time as hh:mm:ss")) }
            try parseClockPart(upTo: limit)
        }
        if skip("Z") || next == nil { return text(since: place) }
        guard next == "+" || next == "-" else { throw unexpected() }
        let offsetPlace = offset
        advance()
        try parseClockPart(upTo: 23)
        if skip(":") { try parseClockPart(upTo: 59) }
        if ["-00", "-00:00"].contains(text(since: offsetPlace)) {
            throw error(.noSuchTime(text(since: offsetPlace)), at: offsetPlace)
        }
        return text(since: place)
    }

    private mutating func parseClockPart(upTo limit: Int) throws(ExtendedDateError) {
        let place = offset
        let part = try parseMask(width: 2, of: "hours, minutes or seconds")
        guard let number = part.number, number <= limit else {
            throw error(.noSuchTime(part.text), at: place)
        }
    }
}
