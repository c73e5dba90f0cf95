/// Reads the words of a quoted figure from left to right; capitals and blanks do not matter.
struct WordingScanner {
    private(set) var rest: Substring

    init(_ text: some StringProtocol) { rest = Substring(text) }

    /// What is left, without blanks around it.
    var remainder: Substring {
        var text = rest.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    /// Takes a phrase if the text goes on with it; one that ends in a Latin letter ends a word.
    mutating func take(_ phrase: String) -> Bool {
        var text = rest.drop(while: \.isWhitespace)
        for character in phrase {
            guard text.first?.lowercased() == character.lowercased() else { return false }
            text.removeFirst()
        }
        if phrase.last?.isLatinLetter == true, text.first?.isLatinLetter == true { return false }
        rest = text
        return true
    }

    /// Takes a phrase if the text ends with it.
    mutating func takeLast(_ phrase: String) -> Bool {
        let text = remainder
        let end = text.suffix(phrase.count)
        guard end.lowercased() == phrase.lowercased() else { return false }
        let before = text.dropLast(phrase.count)
        if phrase.first?.isLatinLetter == true, before.last?.isLatinLetter == true { return false }
        rest = before
        return true
    }

    /// Takes the first of the phrases that fits; the table has longer ones first.
    mutating func take<Value>(oneOf phrases: [(phrase: String, value: Value)]) -> Value? {
        for (phrase, value) in phrases where take(phrase) { return value }
        return nil
    }

    mutating func takeLast<Value>(oneOf phrases: [(phrase: String, value: Value)]) -> Value? {
        for (phrase, value) in phrases where takeLast(phrase) { return value }
        return nil
    }

    /// Takes everything before the first digit, or before a minus that a digit follows.
    mutating func takeUpToDigits() -> Substring {
        var end = rest.firstIndex(where: \.isASCIIDigit) ?? rest.endIndex
        if end > rest.startIndex, rest[rest.index(before: end)] == "-" {
            end = rest.index(before: end)
        }
        let before = WordingScanner(rest[..<end]).remainder
        rest = rest[end...]
        return before
    }

    /// Takes digits, with a sign, thousands separators and a fraction.
    mutating func takeNumber() throws(AmountError) -> ExactDecimal {
        let text = rest.prefix { $0.isASCIIDigit || $0 == "," || $0 == "." || $0 == "-" }
        let written = text.last == "." || text.last == "," ? text.dropLast() : text
        guard !written.isEmpty else { throw .noNumber }
        rest = rest[written.endIndex...]
        let groups = written.prefix { $0 != "." }.split(
            separator: ",", omittingEmptySubsequences: false)
        let isGrouped = groups.dropFirst().allSatisfy { $0.count == 3 }
        guard groups.count == 1 || (isGrouped && groups[0].filter(\.isASCIIDigit).count <= 3),
            !written.drop(while: { $0 != "." }).contains(","),
            let number = ExactDecimal(written.filter { $0 != "," })
        else { throw .malformedNumber(String(written)) }
        return number
    }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
    var isLatinLetter: Bool { isASCII && isLetter }
}
