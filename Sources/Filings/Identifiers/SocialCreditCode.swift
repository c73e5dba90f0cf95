/// China's unified social credit code: 18 characters, the last one a check.
///
/// Source: GB 32100-2015: no I, O, S, V, Z; characters 3 to 8 are digits; with the values of the
/// alphabet, weights 3^i mod 31, the check is (31 − Σ mod 31) mod 31. Codes that fail it have
/// really been issued.
enum SocialCreditCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    static func read(_ text: ArraySlice<UInt8>) -> IdentifierReading {
        let values = text.compactMap { Self.alphabet.firstIndex(of: $0) }
        guard text.count == 18, values.count == 18,
            text.dropFirst(2).prefix(6).allSatisfy(\.isDigit)
        else { return .malformed }
        var (sum, weight) = (0, 1)
        for value in values.prefix(17) {
            sum += value * weight
            weight = weight * 3 % 31
        }
        return .wellFormed(text, isRight: values[17] == (31 - sum % 31) % 31)
    }
}
