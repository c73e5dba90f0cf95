/// A ticker symbol: at most 20 letters, digits, dots, hyphens, slashes, carets or spaces inside.
///
/// Only unique within an exchange and a time; capitals are normal.
enum Ticker {
    private static let marks = Array(".-/^ ".utf8)

    static func read(_ text: ArraySlice<UInt8>) -> IdentifierReading {
        let symbol = text.map(\.capital)
        guard (1...20).contains(symbol.count),
            symbol.allSatisfy({ $0.base36 != nil || marks.contains($0) })
        else { return .malformed }
        return .wellFormed(symbol)
    }
}
