/// A word of a vocabulary of ours that later versions may extend.
///
/// A stored word is read whatever it is, so that an older program shows a newer one's events; a
/// word that somebody writes is checked against ``known``.
public protocol OpenWord: Hashable, Sendable, CustomStringConvertible {
    var text: String { get }
    /// Any word: what the log holds.
    init(stored text: String)
    /// What may be written, in the order in which to show it.
    static var known: [Self] { get }
    /// Other ways to write known words: `funding-round` for `funding`.
    static var synonyms: [String: Self] { get }
}

extension OpenWord {
    public var description: String { text }

    public static var synonyms: [String: Self] { [:] }

    /// Reads a word as people write it: capitals, spaces and underscores do not matter.
    ///
    /// - Returns: `nil` for a word that is neither known nor a synonym.
    public init?(_ written: String) {
        let word = String(
            written.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
        guard let found = Self.known.first(where: { $0.text == word }) ?? Self.synonyms[word]
        else { return nil }
        self = found
    }
}
