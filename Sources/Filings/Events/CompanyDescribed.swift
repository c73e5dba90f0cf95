import CanonicalJSON

/// A register describes a company: all that it said at once, so that a change shows as a whole.
public struct CompanyDescribed: EventData {
    public static let type = "company.described"

    /// `operating`, `investment` or `other`.
    public var entityType: String?
    /// The standard industrial classification, four digits.
    public var sic: String?
    public var sicDescription: String?
    /// Month and day, `0926`.
    public var fiscalYearEnd: String?
    /// The register's code of a state or country: `DE`, `E9`.
    public var stateOfIncorporation: String?
    public var stateOfIncorporationDescription: String?
    /// The class of filer; verbatim, so that a stray `<br>` stays.
    public var category: String?
    public var summary: String?
    public var website: String?
    public var investorWebsite: String?
    public var phone: String?
    public var businessAddress: PostalAddress?
    public var mailingAddress: PostalAddress?
    /// The day for which the source says so.
    public var observedOn: CivilDay?

    public init() {}

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        for (name, field) in Self.texts {
            self[keyPath: field] = try members.optionalText(name)
        }
        businessAddress = try members.optionalAddress("businessAddress")
        mailingAddress = try members.optionalAddress("mailingAddress")
        observedOn = try members.optionalDay("observedOn")
    }

    public var data: JSONObject {
        var data = comparable
        data["observedOn"] = (observedOn?.text).map { .string($0) }
        return data
    }

    /// What counts when the source says it again: all but the day for which it does.
    public var comparable: JSONObject {
        var content = JSONObject()
        for (name, field) in Self.texts {
            content[name] = self[keyPath: field].map { .string($0) }
        }
        content["businessAddress"] = (businessAddress?.data).map { .object($0) }
        content["mailingAddress"] = (mailingAddress?.data).map { .object($0) }
        return content
    }

    /// The members that are plain texts. Computed: a key path is not `Sendable` when stored.
    private static var texts: [(String, WritableKeyPath<CompanyDescribed, String?>)] {
        [
            ("entityType", \.entityType), ("sic", \.sic), ("sicDescription", \.sicDescription),
            ("fiscalYearEnd", \.fiscalYearEnd),
            ("stateOfIncorporation", \.stateOfIncorporation),
            ("stateOfIncorporationDescription", \.stateOfIncorporationDescription),
            ("category", \.category), ("summary", \.summary), ("website", \.website),
            ("investorWebsite", \.investorWebsite), ("phone", \.phone),
        ]
    }
}
