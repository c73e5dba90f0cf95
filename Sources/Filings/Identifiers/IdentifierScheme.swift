/// The register or standard that gives an identifier.
public enum IdentifierScheme: Hashable, Sendable {
    /// The SEC's Central Index Key.
    case cik
    /// The Legal Entity Identifier, ISO 17442.
    case lei
    /// The securities number of ISO 6166.
    case isin
    /// Companies House's company number.
    case ukCompanyNumber
    /// China's unified social credit code, GB 32100-2015.
    case uscc
    case ticker
    /// EDGAR's accession number, of a filing.
    case accession
    /// A scheme without a check here; lower case.
    case other(String)

    /// Those with a form of their own.
    public static let known: [IdentifierScheme] = [
        .cik, .lei, .isin, .ukCompanyNumber, .uscc, .ticker, .accession,
    ]

    /// The stored name: `cik`, `uk`.
    public var text: String {
        switch self {
        case .cik: "cik"
        case .lei: "lei"
        case .isin: "isin"
        case .ukCompanyNumber: "uk"
        case .uscc: "uscc"
        case .ticker: "ticker"
        case .accession: "accession"
        case .other(let name): name
        }
    }

    /// Any name; capitals do not matter.
    public init(_ text: String) {
        let name = text.lowercased()
        self = Self.known.first { $0.text == name } ?? .other(name)
    }

    func reading(of printed: [UInt8]) -> IdentifierReading {
        let spaces: ClosedRange<UInt8> = 0x09...0x20
        let start = printed.drop { spaces.contains($0) }
        let text = start.prefix(start.count - start.reversed().prefix { spaces.contains($0) }.count)
        return switch self {
        case .cik: CentralIndexKey.read(text)
        case .lei: LegalEntityIdentifier.read(text)
        case .isin: SecuritiesIdentification.read(text)
        case .ukCompanyNumber: UKCompanyNumber.read(text)
        case .uscc: SocialCreditCode.read(text)
        case .ticker: Ticker.read(text)
        case .accession: AccessionNumber.read(text)
        case .other: text.isEmpty ? .malformed : .wellFormed(text)
        }
    }
}
