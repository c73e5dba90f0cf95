import CanonicalJSON

/// How a filing's record cites the register that lists it.
enum RegisterCitation {
    /// The `source` member of a record. A register is a primary source for what it lists.
    ///
    /// - Parameters:
    ///   - register: As ``FilingListed/register`` has it; one without a line here is cited by that.
    ///   - url: Where the filing's event comes from.
    static func source(of register: String, url: String) -> JSONObject {
        var source = JSONObject()
        if let publisher = known[register]?.publisher { source["publisher"] = .string(publisher) }
        source["tier"] = "P"
        source["title"] = .string(known[register]?.title ?? register)
        source["url"] = .string(url)
        return source
    }

    private static let known: [String: (title: String, publisher: String)] = [
        "edgar": ("SEC EDGAR", "U.S. Securities and Exchange Commission"),
        "companies-house": ("Companies House", "Registrar of Companies, United Kingdom"),
        "cninfo": ("cninfo 巨潮资讯网", "Shenzhen Securities Information"),
        "xbrl-filings": ("filings.xbrl.org", "XBRL International"),
    ]
}
