/// What belongs together on a line: the parts of a date, of an amount, and punctuation.
enum Cohesion {
    private static let magnitudes: Set<String> = [
        "bn", "billion", "million", "mn", "thousand", "trillion", "tn", "hundred",
    ]
    private static let units: Set<String> = [
        "%", "percent", "yuan", "renminbi", "dollars", "euros", "pounds", "yen", "days", "day",
        "months", "years", "years'", "hours", "units",
    ]
    private static let months: Set<String> = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "january", "february", "march", "april", "june", "july", "august", "september", "october",
        "november", "december",
    ]
    private static let followers = magnitudes.union(units).union(months)
    private static let signs: Set<String> = [">=", "<=", ">", "<", "≥", "≤", "~", "=", "±"]
    /// May not begin a line.
    private static let closing: Set<Character> = [
        "，", "。", "、", "；", "：", "！", "？", "）", "」", "』", "】", "》", "〉", "”", "’", "…", "％",
        "ー", ")", "]", ",", ".", ";", ":", "!", "?",
    ]
    /// May not end one.
    private static let opening: Set<Character> = [
        "（", "「", "『", "【", "《", "〈", "“", "‘", "(", "[",
    ]

    /// Whether the space between two words of a text must not become the end of a line.
    ///
    /// Most pairs have no figure and are told apart by a byte or two.
    static func joins(_ one: Substring, _ other: Substring) -> Bool {
        guard mayJoin(one.utf8, other.utf8) else { return false }
        let first = bare(one.utf8)
        let second = bare(other.utf8)
        if let digit = second.first, isDigit(digit) {
            if first.isEmpty || !isLetter(first.first) { return signs.contains(String(one)) }
            return isCurrency(first) || months.contains(lowercased(first))
        }
        guard let start = first.first else { return false }
        if isDigit(start) {
            return isCurrency(second) || followers.contains(lowercased(second))
        }
        guard magnitudes.contains(lowercased(first)) else { return false }
        return units.contains(lowercased(second)) || isCurrency(second)
    }

    /// A word in the parts between which a line may end.
    static func parts(of word: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start = word.startIndex
        var previous: Character?
        for index in word.indices {
            let character = word[index]
            if let previous, mayBreak(between: previous, and: character) {
                parts.append(word[start..<index])
                start = index
            }
            previous = character
        }
        parts.append(word[start...])
        return parts
    }

    private static func mayBreak(between one: Character, and other: Character) -> Bool {
        (isIdeograph(one) || isIdeograph(other)) && !closing.contains(other)
            && !opening.contains(one)
            && !(one.isNumber && "万亿億萬年月日".contains(other))
            && !("万亿億萬年月".contains(one) && ("元亿億美".contains(other) || other.isNumber))
    }

    private static func isIdeograph(_ character: Character) -> Bool {
        switch character.unicodeScalars.first?.value ?? 0 {
        case 0x3000...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFF60,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }

    /// The word without the ASCII punctuation around it; signs stay.
    private static func bare(_ word: Substring.UTF8View) -> Substring.UTF8View {
        var rest = word
        while let first = rest.first, isPunctuation(first) { rest.removeFirst() }
        while let last = rest.last, isPunctuation(last) { rest.removeLast() }
        return rest
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21...0x22, 0x27...0x29, 0x2C, 0x2E, 0x3A...0x3B, 0x3F, 0x5B, 0x5D, 0x7B, 0x7D: true
        default: false
        }
    }

    /// Whether one begins with a digit, or the first as "billion", "hundred", "million", "thousand"
    /// and "trillion" do.
    private static func mayJoin(_ one: Substring.UTF8View, _ other: Substring.UTF8View) -> Bool {
        if let start = other.first(where: { !isPunctuation($0) }), isDigit(start) { return true }
        guard let start = one.first(where: { !isPunctuation($0) }) else { return false }
        switch start | 0x20 {
        case UInt8(ascii: "b"), UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "t"):
            return one.count <= 10
        default: return isDigit(start)
        }
    }

    /// Of any script: what is not ASCII counts.
    private static func isLetter(_ byte: UInt8?) -> Bool {
        byte.map { $0 >= 0x80 || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x24 } ?? false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func lowercased(_ word: Substring.UTF8View) -> String {
        String(Substring(word)).lowercased()
    }

    /// `CNY`, `$`, `US$`, `€`.
    private static func isCurrency(_ word: Substring.UTF8View) -> Bool {
        if word.count == 3, word.allSatisfy({ (0x41...0x5A).contains($0) }) { return true }
        guard let last = word.last, last == UInt8(ascii: "$") || last >= 0x80 else { return false }
        return word.count <= 5 && Substring(word).last.map { "$€£¥￥".contains($0) } ?? false
    }
}
