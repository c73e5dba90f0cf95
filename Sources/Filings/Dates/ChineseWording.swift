/// Reads the plain Chinese of notices: 2026年7月2日, 2026年上半年, 2026年第三季度, 2026年底前.
enum ChineseWording {
    /// - Returns: `nil` when the text has no 年, 月 or other word of a Chinese date.
    /// - Throws: ``DateReadingError/notUnderstood(_:)`` with what is left over.
    static func read(_ text: String) throws(DateReadingError) -> WordedDate? {
        guard text.contains(where: { "年月日今本去明底前起".contains($0) }) else { return nil }
        var rest = Substring(text.filter { !$0.isWhitespace })
        var words = WordedDate(frame: .plain, first: DateUnit(.year))
        if skip(&rest, ["预计", "拟于", "计划于", "计划"]) { words.isAhead = true }
        _ = skip(&rest, ["将于", "于", "在"])
        if skip(&rest, ["大约", "约", "大概"]) { words.qualifier = .approximate }
        if skip(&rest, ["截至", "截止"]) {
            words.frame = .by
            words.isAhead = true
        }
        words.first = try readUnit(&rest)
        if skip(&rest, ["至", "到", "-", "—", "~"]) {
            words.frame = .fromTo
            var second = try readUnit(&rest)
            if second.year == .missing { second.year = words.first.year }
            words.second = second
        } else {
            readLimit(&rest, of: &words)
        }
        guard rest.isEmpty else { throw .notUnderstood(String(rest)) }
        return words
    }

    private static func readLimit(_ rest: inout Substring, of words: inout WordedDate) {
        if skip(&rest, ["左右", "前后"]) {
            words.qualifier = .approximate
        } else if skip(&rest, ["之前", "以前", "前"]) {
            words.frame = .before
            words.isAhead = true
            words.convention = "before=day-before@1"
        } else if skip(&rest, ["之后", "以后", "后"]) {
            words.frame = .after
            words.convention = "after=day-after@1"
        } else if skip(&rest, ["起", "以来"]) {
            words.frame = .since
        } else if skip(&rest, ["止", "为止"]) {
            words.frame = .until
            words.convention = "until=last-day-included@1"
        }
    }

    private static func readUnit(_ rest: inout Substring) throws(DateReadingError) -> DateUnit {
        var unit = DateUnit(.year)
        let hasYear = try readYear(&rest, into: &unit)
        if !hasYear, let offset = relativeMonth(&rest) {
            unit.kind = .relativeMonth(offset)
        } else if let month = number(&rest, before: ["月份", "月"]) {
            guard (1...12).contains(month) else { throw .impossible(.noSuchMonth("\(month)")) }
            unit.kind = .month(month)
            if let day = number(&rest, before: ["日", "号"]) {
                unit.kind = .day(month: month, day: day)
            }
        } else if let number = division(&rest) {
            unit.kind = number
        } else if !hasYear {
            throw .notUnderstood(String(rest))
        }
        switch unit.kind {
        case .day, .relativeMonth: return unit
        default: break
        }
        unit.parts = part(&rest).map { ($0, $0) }
        return unit
    }

    private static func readYear(
        _ rest: inout Substring, into unit: inout DateUnit
    ) throws(DateReadingError) -> Bool {
        for (word, offset) in [("今年", 0), ("本年度", 0), ("本年", 0), ("去年", -1), ("明年", 1)]
        where skip(&rest, [word]) {
            unit.year = .relative(offset)
            return true
        }
        guard let year = number(&rest, before: ["年度", "年"]) else { return false }
        guard (1000...9999).contains(year) else { throw .notUnderstood("\(year)年") }
        unit.year = .given(year)
        return true
    }

    private static func relativeMonth(_ rest: inout Substring) -> Int? {
        if skip(&rest, ["本月", "当月"]) { return 0 }
        if skip(&rest, ["上月", "上个月"]) { return -1 }
        return skip(&rest, ["下月", "下个月"]) ? 1 : nil
    }

    private static func division(_ rest: inout Substring) -> DateUnit.Kind? {
        if skip(&rest, ["上半年"]) { return .half(1) }
        if skip(&rest, ["下半年"]) { return .half(2) }
        for (index, digits) in [("1", "一"), ("2", "二"), ("3", "三"), ("4", "四")].enumerated() {
            for digit in [digits.0, digits.1]
            where skip(&rest, ["第\(digit)季度", "\(digit)季度", "Q\(digit)"]) {
                return .quarter(index + 1)
            }
        }
        return nil
    }

    private static func part(_ rest: inout Substring) -> DatePart? {
        if skip(&rest, ["上旬"]) { return .early }
        if skip(&rest, ["中旬"]) { return .mid }
        if skip(&rest, ["下旬"]) { return .late }
        if skip(&rest, ["年初", "初"]) { return .start }
        if skip(&rest, ["年中", "中期", "中"]) { return .mid }
        return skip(&rest, ["年底", "年末", "底", "末"]) ? .end : nil
    }

    private static func skip(_ rest: inout Substring, _ words: [String]) -> Bool {
        for word in words where rest.hasPrefix(word) {
            rest.removeFirst(word.count)
            return true
        }
        return false
    }

    /// Up to four ASCII digits before one of the words; nothing is read otherwise.
    private static func number(_ rest: inout Substring, before words: [String]) -> Int? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...4).contains(digits.count), let number = Int(digits) else { return nil }
        var after = rest.dropFirst(digits.count)
        guard skip(&after, words) else { return nil }
        rest = after
        return number
    }
}
