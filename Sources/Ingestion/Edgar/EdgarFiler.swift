import Filings

/// A filer by its Central Index Key, in the two forms in which EDGAR writes it.
struct EdgarFiler: Hashable {
    /// As index files and paths have it, and our events and source keys: `320193`.
    let cik: String

    /// - Returns: `nil` when the text is no CIK.
    init?(cik text: some StringProtocol) {
        let identifier = Identifier(.cik, String(text))
        guard identifier.verdict == .ok else { return nil }
        cik = identifier.normalized
    }

    /// As JSON file names and headers have it: `0000320193`.
    var tenDigits: String { String(repeating: "0", count: 10 - cik.utf8.count) + cik }

    var stream: StreamName { StreamName(stored: "company-cik-\(tenDigits)") }
}
