import CanonicalJSON

/// A register lists a filing under one filer; a filing of several filers is one event in each
/// one's stream, tied by the accession number.
public struct FilingListed: EventData {
    public static let type = "filing.listed"

    /// The register that lists it: `edgar`, `companies-house`, `cninfo`, `xbrl-filings`.
    public var register: String
    /// The source that read it first: `edgar-index`. Says nothing about the filing.
    public var reader: String?
    /// The filer as the register names it: a CIK without leading zeros, a company number, an LEI.
    public var filer: String
    /// The register's own identity for the filing, the same for all its filers:
    /// `0000320193-24-000123`, a transaction id, an announcement id.
    public var accession: String
    /// The form type as the register writes it; unknown ones appear every year.
    public var form: String
    /// The register's own date: a day in New York, London or Beijing.
    public var filedOn: CivilDay
    /// The period's end, the earliest event of an 8-K, or the day of the meeting.
    public var periodOfReport: CivilDay?
    /// The time of acceptance as the register wrote it, never part of identity: see ``Clock``.
    public var acceptedText: String?
    public var acceptedClock: Clock?
    /// The item codes of the 8-K family, verbatim and in the register's order; else empty.
    public var items: [String]
    /// The register's text, kept when it is not simply ``items`` joined by commas.
    public var itemsText: String?
    public var act: String?
    public var fileNumber: String?
    public var filmNumber: String?
    /// Of the full submission text file.
    public var sizeBytes: Int64?
    public var isXBRL: Bool?
    public var isInlineXBRL: Bool?
    public var isXBRLNumeric: Bool?
    public var primaryDocument: String?
    public var primaryDocDescription: String?
    public var coreType: String?
    /// The filer's name where the row itself states it: as of the filing.
    public var filerName: String?
    /// What the filer is to the filing, as the register words it: `Issuer`, `Reporting`; sorted.
    public var roles: [String] = []
    /// The filing's title where the register gives it one.
    public var title: String?
    /// The register's own grouping; an open list.
    public var category: String?
    /// What else the register says, under its own names.
    public var details: JSONObject = [:]

    /// Which clock ``acceptedText`` shows. Its `Z` says nothing: some files hold New York's wall
    /// clock, some UTC, and the same company's file changes from one to the other between fetches.
    public enum Clock: String, Sendable {
        case eastern
        case utc
        /// Written with an offset, or in a header that is known to be Eastern.
        case header
        case unknown
    }

    public init(
        register: String = "edgar", filer: String, accession: String, form: String,
        filedOn: CivilDay
    ) {
        self.register = register
        self.filer = filer
        self.accession = accession
        self.form = form
        self.filedOn = filedOn
        items = []
    }
}

extension FilingListed {
    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        self.init(
            register: try members.text("register"), filer: try members.text("filer"),
            accession: try members.text("accession"), form: try members.text("form"),
            filedOn: try members.day("filedOn"))
        reader = try members.optionalText("reader")
        periodOfReport = try members.optionalDay("periodOfReport")
        acceptedText = try members.optionalText("acceptedText")
        if data["acceptedClock"] != nil {
            acceptedClock = try members.choice("acceptedClock", of: Clock.self)
        }
        items = try members.texts("items")
        itemsText = try members.optionalText("itemsText")
        act = try members.optionalText("act")
        fileNumber = try members.optionalText("fileNumber")
        filmNumber = try members.optionalText("filmNumber")
        sizeBytes = try members.optionalInteger("sizeBytes")
        isXBRL = try members.optionalBool("isXBRL")
        isInlineXBRL = try members.optionalBool("isInlineXBRL")
        isXBRLNumeric = try members.optionalBool("isXBRLNumeric")
        primaryDocument = try members.optionalText("primaryDocument")
        primaryDocDescription = try members.optionalText("primaryDocDescription")
        coreType = try members.optionalText("coreType")
        filerName = try members.optionalText("filerName")
        roles = try members.texts("roles")
        title = try members.optionalText("title")
        category = try members.optionalText("category")
        details = try members.optionalObject("details") ?? [:]
    }

    public var data: JSONObject { object(isWhole: true) }

    /// What counts when a row is read again: all but the acceptance time, whose clock changes, the
    /// columns that registers added to rows long filed, the filer's name, which is not the
    /// filing's, and who read it.
    public var comparable: JSONObject { object(isWhole: false) }

    /// Members in canonical order, so that none is inserted between others: a bulk import makes
    /// millions of these.
    private func object(isWhole: Bool) -> JSONObject {
        var data = JSONObject()
        data.reserveCapacity(26)
        if isWhole {
            data["acceptedClock"] = (acceptedClock?.rawValue).map { .string($0) }
            data["acceptedText"] = acceptedText.map { .string($0) }
        }
        data["accession"] = .string(accession)
        data["act"] = act.map { .string($0) }
        data["category"] = category.map { .string($0) }
        if isWhole { data["coreType"] = coreType.map { .string($0) } }
        data["details"] = details.isEmpty ? nil : .object(details)
        data["fileNumber"] = fileNumber.map { .string($0) }
        data["filedOn"] = .string(filedOn.text)
        data["filer"] = .string(filer)
        if isWhole { data["filerName"] = filerName.map { .string($0) } }
        data["filmNumber"] = filmNumber.map { .string($0) }
        data["form"] = .string(form)
        data["isInlineXBRL"] = isInlineXBRL.map { .bool($0) }
        data["isXBRL"] = isXBRL.map { .bool($0) }
        if isWhole { data["isXBRLNumeric"] = isXBRLNumeric.map { .bool($0) } }
        data["items"] = items.isEmpty ? nil : .array(items.map { .string($0) })
        data["itemsText"] = itemsText.map { .string($0) }
        data["periodOfReport"] = (periodOfReport?.text).map { .string($0) }
        data["primaryDocDescription"] = primaryDocDescription.map { .string($0) }
        data["primaryDocument"] = primaryDocument.map { .string($0) }
        if isWhole { data["reader"] = reader.map { .string($0) } }
        data["register"] = .string(register)
        data["roles"] = roles.isEmpty ? nil : .array(roles.map { .string($0) })
        data["sizeBytes"] = sizeBytes.map { .integer($0) }
        data["title"] = title.map { .string($0) }
        return data
    }

    /// Whether both rows tell of the filing the same; two filers' rows may differ in act, file
    /// number and film number, which are the filer's own.
    public func sameFiling(as other: FilingListed) -> Bool {
        var (one, two) = (comparable, other.comparable)
        guard filer != other.filer else { return one == two }
        for member in ["filer", "act", "fileNumber", "filmNumber", "roles"] {
            one[member] = nil
            two[member] = nil
        }
        return one == two
    }
}
