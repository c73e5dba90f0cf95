import Filings

/// An accession number as EDGAR writes it: `0000320193-24-000123`.
struct EdgarAccession: Hashable {
    let text: String

    /// - Returns: `nil` for another form. Copies that lost leading zeros are among those: which
    ///   digits are missing would be a guess.
    init?(_ text: String) {
        let identifier = Identifier(.accession, text)
        guard identifier.verdict == .ok, identifier.normalized == text else { return nil }
        self.text = text
    }

    /// As folders are named: the 18 digits.
    var digits: String { text.filter { $0 != "-" } }
}
