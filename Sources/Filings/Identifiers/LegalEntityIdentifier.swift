/// The Legal Entity Identifier: 18 capitals or digits and two check digits.
///
/// Source: ISO 17442; the check is ISO 7064 MOD 97-10: with A = 10 … Z = 35 the whole is a number
/// whose remainder by 97 is 1.
enum LegalEntityIdentifier {
    static func read(_ text: ArraySlice<UInt8>) -> IdentifierReading {
        guard text.count == 20, text.suffix(2).allSatisfy(\.isDigit) else { return .malformed }
        var remainder = 0
        for byte in text {
            guard let value = byte.base36 else { return .malformed }
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97
        }
        return .wellFormed(text, isRight: remainder == 1)
    }
}
