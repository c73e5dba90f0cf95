import Filings

/// Which filing an order names, and a filer under whose folder it is found.
struct FilingAddress: Equatable {
    let filer: EdgarFiler
    let accession: EdgarAccession

    /// - Parameters:
    ///   - text: `320193/0000320193-24-000123`, or the accession number alone, with or without
    ///     its hyphens.
    ///   - owner: Whose filing it is when the text does not say. The number's first ten digits do
    ///     not: they are the submitter's, often an agent's.
    init(_ text: String, of owner: EdgarFiler?) throws(OrderError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let number = Identifier(.accession, String(parts.last ?? "")).normalized
        guard parts.count <= 2, let accession = EdgarAccession(number) else {
            throw .unusable(
                source: EdgarHeader.sourceName,
                reason: "\"\(text)\" is no filing; write CIK/accession, as in "
                    + "320193/0000320193-24-000123")
        }
        self.accession = accession
        if parts.count == 2 {
            guard let filer = EdgarFiler(cik: parts[0]) else {
                throw .unusable(source: EdgarHeader.sourceName, reason: "\"\(parts[0])\" is no CIK")
            }
            self.filer = filer
        } else if let owner {
            filer = owner
        } else {
            throw .missing(
                source: EdgarHeader.sourceName,
                hint: "an accession number does not say whose filing it is; write "
                    + "CIK/\(accession.text) with the CIK of any of its filers")
        }
    }

    var header: String {
        "\(SECRegister.archives)/data/\(filer.cik)/\(accession.digits)/\(accession.text).hdr.sgml"
    }

    /// How an order names it again.
    var text: String { "\(filer.cik)/\(accession.text)" }
}
