/// The words of submission headers, in one spelling for both styles.
///
/// Source: EDGAR Public Dissemination Service, "Technical Specification", appendix A, for the tags;
/// the colon style is what EDGAR makes of them for readers.
enum HeaderNames {
    /// `CENTRAL INDEX KEY` and `CIK` are one; hyphens are blanks.
    static func common(_ name: String) -> String {
        let spaced = name.uppercased().split { $0 == "-" || $0 == "_" || $0.isWhitespace }
            .joined(separator: " ")
        return synonyms[spaced] ?? spaced
    }

    /// Whether a text before a colon can be a name: no sentence is.
    static func isName(_ text: String) -> Bool {
        text.first?.isLetter == true
            && text.allSatisfy { character in
                character.isASCII
                    && (character.isUppercase || character.isNumber
                        || " -/&.,'()".contains(character))
            }
    }

    /// Whether this names the section of a party that says who it is.
    static func isPartyData(_ name: String) -> Bool {
        name.hasSuffix(" DATA") && name != series
    }

    static let series = "SERIES AND CLASSES CONTRACTS DATA"
    static let values = "FILING VALUES"
    static let formerName = "FORMER COMPANY"
    /// Kept from the public at first: letters to and from the staff, drafts.
    static let privateToPublic = "PRIVATE TO PUBLIC"
    static let sections: Set = [values, formerName, "BUSINESS ADDRESS", "MAIL ADDRESS"]

    /// The blocks that are parties to a filing, and their roles in the words of EDGAR's feed of
    /// latest filings, so that both readers say the same of one filing.
    static let roles = [
        "FILER": "Filer", "SUBJECT COMPANY": "Subject", "FILED BY": "Filed by",
        "ISSUER": "Issuer", "REPORTING OWNER": "Reporting", "FILED FOR": "Filed for",
        "SERIAL COMPANY": "Serial company", "DEPOSITOR": "Depositor", "SPONSOR": "Sponsor",
        "SECURITIZER": "Securitizer", "ISSUING ENTITY": "Issuing Entity",
        "UNDERWRITER": "Underwriter",
    ]

    /// What belongs to the submission wherever it stands: behind the parties, too.
    static let ofSubmission: Set = [
        "ACCESSION NUMBER", "TYPE", "PUBLIC DOCUMENT COUNT", "PERIOD", "ITEMS", "FILING DATE",
        "DATE OF FILING DATE CHANGE", "EFFECTIVENESS DATE", "ACCEPTANCE DATETIME", "SEC HEADER",
        "IMS HEADER", "PUBLIC REFERENCE ACCESSION NUMBER", "ABS ASSET CLASS", "GROUP MEMBERS",
        "DEPOSITOR CIK", "SPONSOR CIK",
    ]

    /// What belongs to a party, indented or not.
    static let ofParty: Set = [
        "CONFORMED NAME", "CIK", "ASSIGNED SIC", "ORGANIZATION NAME", "IRS NUMBER",
        "STATE OF INCORPORATION", "FISCAL YEAR END", "FORM TYPE", "ACT", "FILE NUMBER",
        "FILM NUMBER", "STREET1", "STREET2", "CITY", "STATE", "ZIP", "PHONE",
        "FORMER CONFORMED NAME", "DATE CHANGED", "RELATIONSHIP",
    ]

    private static let synonyms = [
        "CONFORMED SUBMISSION TYPE": "TYPE", "CONFORMED PERIOD OF REPORT": "PERIOD",
        "ITEM INFORMATION": "ITEMS", "FILED AS OF DATE": "FILING DATE",
        "DATE AS OF CHANGE": "DATE OF FILING DATE CHANGE",
        "COMPANY CONFORMED NAME": "CONFORMED NAME", "CENTRAL INDEX KEY": "CIK",
        "STANDARD INDUSTRIAL CLASSIFICATION": "ASSIGNED SIC", "EIN": "IRS NUMBER",
        "SEC ACT": "ACT", "SEC FILE NUMBER": "FILE NUMBER", "STREET 1": "STREET1",
        "STREET 2": "STREET2", "BUSINESS PHONE": "PHONE", "DATE OF NAME CHANGE": "DATE CHANGED",
    ]
}
