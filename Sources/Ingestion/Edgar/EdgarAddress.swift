/// Source keys and addresses of what EDGAR publishes.
enum EdgarAddress {
    /// A filing may be listed under two form types, and each filer has its own row.
    static func filingKey(
        _ filer: EdgarFiler, _ accession: EdgarAccession, form: String
    ) -> String {
        "edgar:\(filer.cik)/\(accession.text)/\(form)"
    }

    /// The filing's index page under this filer.
    static func filingIndex(_ filer: EdgarFiler, _ accession: EdgarAccession) -> String {
        "https://www.sec.gov/Archives/edgar/data/\(filer.cik)/\(accession.digits)/"
            + "\(accession.text)-index.htm"
    }

    /// The file with the company's own data.
    static func submissions(of filer: EdgarFiler) -> String {
        "https://data.sec.gov/submissions/CIK\(filer.tenDigits).json"
    }

    /// The folder of a filer's filings, in whose headers the filer's names stand.
    static func filings(of filer: EdgarFiler) -> String {
        "\(SECRegister.archives)/data/\(filer.cik)/"
    }
}
