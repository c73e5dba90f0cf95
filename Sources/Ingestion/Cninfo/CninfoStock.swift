import Filings

/// A share by its code and, since the register asks for both, the company's `orgId`.
struct CninfoStock: Hashable {
    /// `603986`
    let code: String
    /// `9900026561`; `nil` until the register's directory has told it. One may have several codes.
    var organization: String?

    /// - Parameter text: `603986`, or with the `orgId` behind a comma, a colon or a slash, where the
    ///   directory does not have the code.
    /// - Returns: `nil` for a code with other characters than letters and digits.
    init?(_ text: String) {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) {
            ",:/".contains($0)
        }
        guard let code = parts.first, (1...12).contains(code.utf8.count),
            code.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else { return nil }
        self.code = String(code)
        guard parts.count == 2 else { return }
        let plain = parts[1].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard plain, !parts[1].isEmpty else { return nil }
        organization = String(parts[1])
    }

    var unit: String { "CN-" + code }
}
