/// The titles by which EDGAR's headers name the items of Form 8-K instead of their numbers.
///
/// Source: the captions of Form 8-K (17 CFR 249.308) before and after SEC Release 33-8400, in the
/// wordings that EDGAR gave them; where a caption changed, all of them.
extension EightKItem {
    /// The number of the item that a header calls so.
    ///
    /// Capitals, punctuation and blanks do not matter. Where both numberings have the title, the
    /// day decides; a title of one numbering only keeps its number on any day, since an amendment
    /// may name an old item.
    ///
    /// - Returns: `nil` for a title that is not known.
    public static func code(titled title: String, filedOn: CivilDay) -> String? {
        let key = titleKey(title)
        let codes = [currentCodes[key], oldCodes[key]].compactMap(\.self)
        return filedOn < renumberedOn ? codes.last : codes.first
    }

    private static func titleKey(_ title: String) -> String {
        String(title.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    private static let currentCodes = keyed(currentTitles)
    private static let oldCodes = keyed(oldTitles)

    private static func keyed(_ titles: [(String, [String])]) -> [String: String] {
        var codes: [String: String] = [:]
        for (code, wordings) in titles {
            for wording in wordings { codes[titleKey(wording)] = code }
        }
        return codes
    }

    private static let obligation =
        "Direct Financial Obligation or an Obligation under an Off-Balance Sheet Arrangement"
    private static let ethics =
        "Amendments to the Registrant's Code of Ethics, or Waiver of a Provision of the Code of "
        + "Ethics"
    private static let blackout =
        "Temporary Suspension of Trading Under Registrant's Employee Benefit Plans"
    private static let auditor = [
        "Changes in Registrant's Certifying Accountant",
        "Changes in Registrants Certifying Accountant",
    ]

    private static let currentTitles: [(String, [String])] = [
        ("1.01", ["Entry into a Material Definitive Agreement"]),
        ("1.02", ["Termination of a Material Definitive Agreement"]),
        ("1.03", ["Bankruptcy or Receivership"]),
        ("1.04", ["Mine Safety - Reporting of Shutdowns and Patterns of Violations"]),
        ("1.05", ["Material Cybersecurity Incidents"]),
        ("2.01", ["Completion of Acquisition or Disposition of Assets"]),
        ("2.02", ["Results of Operations and Financial Condition"]),
        ("2.03", ["Creation of a \(obligation) of a Registrant", "Creation of a \(obligation)"]),
        ("2.04", ["Triggering Events That Accelerate or Increase a \(obligation)"]),
        (
            "2.05",
            [
                "Cost Associated with Exit or Disposal Activities",
                "Costs Associated with Exit or Disposal Activities",
            ]
        ),
        ("2.06", ["Material Impairments"]),
        (
            "3.01",
            [
                "Notice of Delisting or Failure to Satisfy a Continued Listing Rule or Standard; "
                    + "Transfer of Listing"
            ]
        ),
        ("3.02", ["Unregistered Sales of Equity Securities"]),
        (
            "3.03",
            [
                "Material Modifications to Rights of Security Holders",
                "Material Modification to Rights of Security Holders",
            ]
        ),
        ("4.01", auditor),
        (
            "4.02",
            [
                "Non-Reliance on Previously Issued Financial Statements or a Related Audit Report "
                    + "or Completed Interim Review"
            ]
        ),
        ("5.01", ["Changes in Control of Registrant"]),
        (
            "5.02",
            [
                "Departure of Directors or Certain Officers; Election of Directors; Appointment of "
                    + "Certain Officers: Compensatory Arrangements of Certain Officers",
                "Departure of Directors or Principal Officers; Election of Directors; Appointment "
                    + "of Principal Officers",
            ]
        ),
        (
            "5.03",
            ["Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year"]
        ),
        ("5.04", [blackout]),
        ("5.05", [ethics]),
        ("5.06", ["Change in Shell Company Status"]),
        ("5.07", ["Submission of Matters to a Vote of Security Holders"]),
        (
            "5.08",
            [
                "Shareholder Director Nominations",
                "Shareholder Nominations Pursuant to Exchange Act Rule 14a-11",
            ]
        ),
        ("6.01", ["ABS Informational and Computational Material"]),
        ("6.02", ["Change of Servicer or Trustee"]),
        ("6.03", ["Change in Credit Enhancement or Other External Support"]),
        ("6.04", ["Failure to Make a Required Distribution"]),
        ("6.05", ["Securities Act Updating Disclosure"]),
        ("6.06", ["Static Pool"]),
        ("7.01", ["Regulation FD Disclosure"]),
        ("8.01", ["Other Events"]),
        ("9.01", ["Financial Statements and Exhibits"]),
    ]

    private static let oldTitles: [(String, [String])] = [
        ("1", ["Changes in Control of Registrant"]),
        ("2", ["Acquisition or Disposition of Assets"]),
        ("3", ["Bankruptcy or Receivership"]),
        ("4", auditor),
        ("5", ["Other Events", "Other Events and Regulation FD Disclosure"]),
        (
            "6",
            [
                "Resignations of Registrant's Directors", "Resignation of Registrant's Directors",
            ]
        ),
        (
            "7",
            [
                "Financial Statements and Exhibits",
                "Financial Statements, Pro Forma Financial Information and Exhibits",
            ]
        ),
        ("8", ["Change in Fiscal Year"]),
        (
            "9",
            [
                "Regulation FD Disclosure",
                "Sales of Equity Securities Pursuant to Regulation S",
            ]
        ),
        ("10", [ethics, "Amendments to the Registrant's Code of Ethics"]),
        ("11", [blackout]),
        ("12", ["Results of Operations and Financial Condition"]),
    ]
}
