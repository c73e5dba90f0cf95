/// Companies House's company number: eight characters, no check digit.
///
/// Eight digits, or a prefix for the register and the kind of company, then six characters that
/// begin with digits. Spreadsheets drop leading zeros: digits are padded to eight, and to six after
/// a prefix.
///
/// Source: Companies House, "Uniform Resource Identifiers Customer Guide", the list of prefixes;
/// OE was added for overseas entities in 2022.
enum UKCompanyNumber {
    private static let prefixes: Set<String> = [
        "AC", "BR", "CE", "CS", "EN", "ES", "FC", "FE", "GE", "GN", "GS", "IC", "IP", "LP", "NA",
        "NC",
        "NF", "NI", "NL", "NO", "NP", "NV", "NZ", "OC", "OE", "PC", "R0", "RC", "RS", "SA", "SC",
        "SE", "SF", "SG", "SI", "SL", "SO", "SP", "SR", "SZ", "ZC",
    ]

    static func read(_ text: ArraySlice<UInt8>) -> IdentifierReading {
        let number = text.map(\.capital)
        guard (1...8).contains(number.count) else { return .malformed }
        if number.allSatisfy(\.isDigit) {
            return number.allSatisfy { $0 == 0x30 } ? .malformed : padded([], number[...], to: 8)
        }
        let prefix = String(decoding: number.prefix(2), as: UTF8.self)
        let rest = number.dropFirst(2)
        guard prefixes.contains(prefix), !rest.isEmpty else { return .malformed }
        if rest.allSatisfy(\.isDigit) { return padded(number.prefix(2), rest, to: 6) }
        // Industrial societies and a few old series end in letters: IP12345R, SP2345RS.
        let digits = rest.prefix(while: \.isDigit)
        let letters = rest.dropFirst(digits.count)
        guard rest.count == 6, digits.count >= 3, letters.allSatisfy(\.isCapital) else {
            return .malformed
        }
        return .wellFormed(number)
    }

    private static func padded(
        _ prefix: ArraySlice<UInt8>, _ digits: ArraySlice<UInt8>, to width: Int
    ) -> IdentifierReading {
        let zeros = Array(repeating: UInt8(ascii: "0"), count: max(0, width - digits.count))
        return .wellFormed(prefix + zeros + digits)
    }
}
