/// The SEC's Central Index Key: a number of at most ten digits, without a check digit.
///
/// Index files and paths print it bare, JSON file names and SGML headers padded to ten with zeros,
/// some pages with `CIK` before it. The bare form is the normalized one.
enum CentralIndexKey {
    static func read(_ text: ArraySlice<UInt8>) -> IdentifierReading {
        let prefix = Array("CIK".utf8)
        let isPrefixed = text.prefix(3).map(\.capital) == prefix
        let digits = text.dropFirst(isPrefixed ? 3 : 0).drop { $0 == 0x20 }
        let significant = digits.drop { $0 == 0x30 }
        guard digits.count <= 10, !significant.isEmpty, digits.allSatisfy(\.isDigit) else {
            return .malformed
        }
        return .wellFormed(significant)
    }
}
