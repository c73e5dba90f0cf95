import Filings

/// A company of Companies House by its number: eight characters, never an integer.
struct UKCompany: Hashable {
    /// As the register prints it: `07310390`, `SC123456`.
    let number: String

    /// - Parameter text: Leading zeros may be missing. A number of a series that is not known is
    ///   taken when it has eight capitals or digits, for new series come.
    /// - Returns: `nil` when the text is no company number.
    init?(number text: some StringProtocol) {
        let identifier = Identifier(.ukCompanyNumber, String(text))
        if identifier.verdict == .ok {
            number = identifier.normalized
            return
        }
        let capitals = identifier.normalized.uppercased()
        let isPlain = capitals.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        }
        guard capitals.utf8.count == 8, isPlain, capitals.contains(where: { $0 != "0" }) else {
            return nil
        }
        number = capitals
    }

    /// - Parameter path: `/company/07310390/filing-history/…`, the first slash or not.
    init?(path: some StringProtocol) {
        let parts = path.split(separator: "/")
        guard parts.count >= 2, parts[0] == "company" else { return nil }
        self.init(number: parts[1])
    }

    /// - Parameter stem: A document's name as walks write it: `GB-07310390-filing-history-100`.
    init?(stem: some StringProtocol) {
        let parts = stem.split(separator: "-")
        guard parts.count >= 2, parts[0] == "GB" else { return nil }
        self.init(number: parts[1])
    }

    var stream: StreamName { StreamName(stored: "company-uk-" + number.lowercased()) }

    /// As coverage and documents are named: `GB-07310390`.
    var unit: String { "GB-" + number }

    /// All filings of the company, as one list.
    var listing: String { "companies-house " + number }

    func key(_ transaction: String) -> String { "companies-house:\(number)/\(transaction)" }

    /// Where the company's profile is.
    var address: String {
        "https://api.company-information.service.gov.uk/company/\(number)"
    }

    func address(of transaction: String) -> String { "\(address)/filing-history/\(transaction)" }
}
