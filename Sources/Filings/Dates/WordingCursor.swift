/// The words, numbers and signs of a wording, read from the left.
///
/// Letter case, commas, full stops and the word "the" mean nothing; every dash is a hyphen.
struct WordingCursor {
    struct Token: Equatable {
        var text: String
        /// The number, of at most nine digits.
        var number: Int?
        /// Nothing stands between this and the token before.
        var isGlued: Bool
    }

    private let tokens: [Token]
    private var index = 0

    init(_ wording: String) {
        tokens = Self.tokens(of: wording).filter { ![",", ".", "the"].contains($0.text) }
    }

    var next: Token? { peek(0) }
    var isAtEnd: Bool { index == tokens.count }
    var place: Int { index }

    func peek(_ distance: Int) -> Token? {
        index + distance < tokens.count ? tokens[index + distance] : nil
    }

    mutating func advance(by count: Int = 1) { index = min(index + count, tokens.count) }
    mutating func goBack(to place: Int) { index = place }

    /// Steps over the words if they come next; blanks separate them.
    mutating func skip(_ words: String) -> Bool {
        guard let next, words.utf8.starts(with: next.text.utf8) else { return false }
        let parts = words.split(separator: " ")
        for (distance, part) in parts.enumerated()
        where peek(distance).map({ $0.text != part }) ?? true {
            return false
        }
        advance(by: parts.count)
        return true
    }

    /// Steps over the first of these that comes next.
    mutating func skip(anyOf phrases: [String]) -> Bool {
        for phrase in phrases where skip(phrase) { return true }
        return false
    }

    var error: DateReadingError { .notUnderstood(next?.text ?? "") }

    private static func tokens(of wording: String) -> [Token] {
        var tokens: [Token] = []
        var isGlued = false
        var rest = Substring(wording.lowercased())
        while let first = rest.first {
            if first.isWhitespace {
                isGlued = false
                rest.removeFirst()
                continue
            }
            let text =
                isDigit(first)
                ? rest.prefix(while: isDigit)
                : isLetter(first) ? rest.prefix(while: isLetter) : rest.prefix(1)
            rest.removeFirst(text.count)
            tokens.append(
                Token(
                    text: sign(String(text)),
                    number: text.utf8.count <= 9 ? CivilDay.number(text.utf8) : nil,
                    isGlued: isGlued))
            isGlued = true
        }
        return tokens
    }

    private static func isDigit(_ character: Character) -> Bool {
        ("0"..."9").contains(character) && character.isASCII
    }
    private static func isLetter(_ character: Character) -> Bool {
        ("a"..."z").contains(character) && character.isASCII
    }

    private static func sign(_ text: String) -> String {
        switch text {
        case "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}": "-"
        case "\u{2019}", "\u{2018}": "'"
        default: text
        }
    }
}
