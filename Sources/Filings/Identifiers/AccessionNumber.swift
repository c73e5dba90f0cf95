/// EDGAR's accession number: ten digits of the submitter, two of the year, six of a sequence.
///
/// Folder names print the 18 digits without hyphens; the normalized form has them. Copies that went
/// through a spreadsheet have lost leading zeros: malformed, for nothing tells a lost zero from
/// another lost digit.
enum AccessionNumber {
    static func read(_ text: ArraySlice<UInt8>) -> IdentifierReading {
        let digits = text.filter(\.isDigit)
        guard digits.count == 18 else { return .malformed }
        let hyphen: UInt8 = 0x2D
        let hyphenated =
            digits.prefix(10) + [hyphen] + digits.dropFirst(10).prefix(2) + [hyphen]
            + digits.suffix(6)
        guard text.count == 18 || Array(text) == Array(hyphenated) else { return .malformed }
        return .wellFormed(hyphenated)
    }
}
