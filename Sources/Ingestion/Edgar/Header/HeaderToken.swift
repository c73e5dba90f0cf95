/// One field or one edge of a block in a header, in either of its styles.
///
/// Colon style: `FORM TYPE:<tabs>8-K`, blocks begin with a name without a value. Tag style:
/// `<FORM-TYPE>8-K`, scalars have no end, blocks have one, and several may share a line. Real
/// headers mix both.
struct HeaderToken: Equatable {
    enum Kind: Equatable {
        case field(String)
        /// A name without a value: the beginning of a block, a flag, or a blank.
        case bare
        case end
    }

    /// One spelling for both styles: see ``HeaderNames/common(_:)``.
    let name: String
    let kind: Kind
    let line: Int
    let isTag: Bool
    let isIndented: Bool

    /// - Returns: `nil` when the line is neither.
    static func tokens(in line: HeaderText.Line) -> [HeaderToken]? {
        let trimmed = line.text.trimmed
        let isIndented = line.text.first?.isWhitespace == true
        if trimmed == "<!--" || trimmed == "-->" { return [] }
        guard trimmed.first == "<" else {
            guard let colon = trimmed.firstIndex(of: ":") else { return nil }
            let name = trimmed[..<colon].trimmed
            guard HeaderNames.isName(name) else { return nil }
            let value = trimmed[trimmed.index(after: colon)...].trimmed
            return [
                HeaderToken(
                    name: HeaderNames.common(name), kind: value.isEmpty ? .bare : .field(value),
                    line: line.number, isTag: false, isIndented: isIndented)
            ]
        }
        var tokens: [HeaderToken] = []
        var rest = trimmed[...]
        while let (tag, after) = tag(at: rest) {
            let value = after.prefix(upTo: nextTag(in: after)).trimmed
            rest = after[nextTag(in: after)...]
            let isEnd = tag.hasPrefix("/")
            guard !isEnd || value.isEmpty else { return nil }
            tokens.append(
                HeaderToken(
                    name: HeaderNames.common(String(isEnd ? tag.dropFirst() : tag)),
                    kind: isEnd ? .end : value.isEmpty ? .bare : .field(value),
                    line: line.number, isTag: true, isIndented: isIndented))
        }
        return rest.isEmpty ? tokens : nil
    }

    /// The tag that the text begins with, without its brackets, and what follows.
    private static func tag(at text: Substring) -> (name: Substring, after: Substring)? {
        guard text.first == "<", let close = text.firstIndex(of: ">") else { return nil }
        let name = text[text.index(after: text.startIndex)..<close]
        let word = name.first == "/" ? name.dropFirst() : name
        guard word.first?.isLetter == true, word.allSatisfy(isTagCharacter) else { return nil }
        return (name, text[text.index(after: close)...])
    }

    private static func nextTag(in text: Substring) -> Substring.Index {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == "<", tag(at: text[index...]) != nil { return index }
            index = text.index(after: index)
        }
        return index
    }

    private static func isTagCharacter(_ character: Character) -> Bool {
        character.isASCII
            && (character.isUppercase || character.isNumber || character == "-"
                || character == "_")
    }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// Without blanks at both ends.
    var trimmed: String {
        let plain: ClosedRange<UInt8> = 0x21...0x7E
        if let first = utf8.first, let last = utf8.last, plain ~= first, plain ~= last {
            return String(self)
        }
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}
