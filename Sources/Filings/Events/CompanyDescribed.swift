import CanonicalJSON

/// A register describes a company: all that it said at once, so that a change shows as a whole.
public struct CompanyDescribed: EventData {
    public static let type = "company.described"

    /// The register's own word: `operating`, `investment` or `other` on EDGAR; `ltd`, `plc` and
    /// others at Companies House.
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
    public var registeredOffice: PostalAddress?
    /// The register's own word: `active`, `liquidation`, `dissolved`.
    public var status: String?
    public var statusDetail: String?
    /// Under whose law the company is: `england-wales`.
    public var jurisdiction: String?
    /// All codes of a register that gives several, five digits at Companies House.
    public var sicCodes: [String] = []
    public var createdOn: CivilDay?
    public var ceasedOn: CivilDay?
    /// By when the next accounts are due, and the end of the year that they are for.
    public var nextAccountsDue: CivilDay?
    public var nextAccountsMadeUpTo: CivilDay?
    /// The same of the next confirmation statement, the yearly return since 2016.
    public var nextStatementDue: CivilDay?
    public var nextStatementMadeUpTo: CivilDay?
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
        registeredOffice = try members.optionalAddress("registeredOffice")
        sicCodes = try members.texts("sicCodes")
        for (name, field) in Self.days {
            self[keyPath: field] = try members.optionalDay(name)
        }
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
        content["registeredOffice"] = (registeredOffice?.data).map { .object($0) }
        if !sicCodes.isEmpty { content["sicCodes"] = .array(sicCodes.map { .string($0) }) }
        for (name, field) in Self.days {
            content[name] = (self[keyPath: field]?.text).map { .string($0) }
        }
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
            ("status", \.status), ("statusDetail", \.statusDetail),
            ("jurisdiction", \.jurisdiction),
        ]
    }

    /// The members that are days.
    private static var days: [(String, WritableKeyPath<CompanyDescribed, CivilDay?>)] {
        [
            ("createdOn", \.createdOn), ("ceasedOn", \.ceasedOn),
            ("nextAccountsDue", \.nextAccountsDue),
            ("nextAccountsMadeUpTo", \.nextAccountsMadeUpTo),
            ("nextStatementDue", \.nextStatementDue),
            ("nextStatementMadeUpTo", \.nextStatementMadeUpTo),
        ]
    }
}
