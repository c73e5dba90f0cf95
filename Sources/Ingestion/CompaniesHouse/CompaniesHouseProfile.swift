import CanonicalJSON
import Filings

/// What Companies House says of a company itself.
struct CompaniesHouseProfile {
    private let profile: JSONObject
    private let document: String
    private var company: CompanyFindings
    private var refusals: [SourceReading.Refusal] = []

    static func reading(
        of profile: JSONObject, in document: SourceDocument
    ) throws(SourceError) -> SourceReading {
        let number = profile.text("company_number") ?? ""
        guard let company = UKCompany(number: number) else {
            throw .malformed(
                document: document.name, reason: "company_number \"\(number)\" is not one")
        }
        if let named = UKCompany(stem: document.stem), named != company {
            throw .wrongKind(
                document: document.name, expected: "the profile of \(named.number)",
                found: "that of \(company.number)")
        }
        let place = SourcePlace(document: document.name, part: "")
        return reading(of: profile, company, at: place, observedOn: document.observedOn)
    }

    /// - Parameter place: Of the profile in its document; its part is what the parts of findings
    ///   begin with.
    static func reading(
        of profile: JSONObject, _ company: UKCompany, at place: SourcePlace, observedOn: CivilDay?
    ) -> SourceReading {
        var reader = CompaniesHouseProfile(profile, of: company, at: place, on: observedOn)
        reader.name()
        reader.describe()
        var reading = SourceReading()
        reading.findings = reader.company.findings
        reading.refusals = reader.refusals
        return reading
    }

    private let prefix: String

    private init(
        _ profile: JSONObject, of company: UKCompany, at place: SourcePlace, on day: CivilDay?
    ) {
        self.profile = profile
        document = place.document
        prefix = place.part.isEmpty ? "" : place.part + ", "
        self.company = CompanyFindings(
            stream: company.stream, key: "companies-house:\(company.number)",
            source: company.address, document: place.document, observedOn: day)
        self.company.identify(
            Identifier(.ukCompanyNumber, company.number), part: prefix + "company_number")
    }

    private mutating func name() {
        if let name = profile.text("company_name") {
            company.name(name, part: prefix + "company_name")
        } else {
            refuse("company_name", "no name")
        }
        let former = profile["previous_company_names"]?.arrayValue ?? []
        for (index, entry) in former.enumerated() {
            let part = "previous_company_names[\(index)]"
            guard let name = entry["name"]?.stringValue, !name.isEmpty else {
                refuse(part, "no name")
                continue
            }
            let named = CompanyNamed(
                name: name, kind: .former, from: day(entry, "effective_from", part),
                to: day(entry, "ceased_on", part))
            company.name(named, part: prefix + part)
        }
    }

    private mutating func describe() {
        var described = CompanyDescribed()
        described.entityType = profile.text("type")
        described.status = profile.text("company_status")
        described.statusDetail = profile.text("company_status_detail")
        described.jurisdiction = profile.text("jurisdiction")
        described.sicCodes = (profile["sic_codes"]?.arrayValue ?? []).compactMap(\.stringValue)
        let whole = JSONValue.object(profile)
        described.createdOn = day(whole, "date_of_creation", "profile")
        described.ceasedOn = day(whole, "date_of_cessation", "profile")
        let accounts = profile["accounts"] ?? .null
        described.nextAccountsDue = day(accounts, "next_due", "accounts")
        described.nextAccountsMadeUpTo = day(accounts, "next_made_up_to", "accounts")
        let statement = profile["confirmation_statement"] ?? .null
        described.nextStatementDue = day(statement, "next_due", "confirmation_statement")
        described.nextStatementMadeUpTo = day(
            statement, "next_made_up_to", "confirmation_statement")
        described.registeredOffice = Self.address(profile["registered_office_address"])
        company.describe(described, part: prefix + "profile")
    }

    private static func address(_ value: JSONValue?) -> PostalAddress? {
        guard let lines = value?.objectValue else { return nil }
        var address = PostalAddress()
        address.careOf = lines.text("care_of")
        address.postOfficeBox = lines.text("po_box")
        address.premises = lines.text("premises")
        address.street1 = lines.text("address_line_1")
        address.street2 = lines.text("address_line_2")
        address.city = lines.text("locality")
        address.region = lines.text("region")
        address.stateOrCountryDescription = lines.text("country")
        address.zipCode = lines.text("postal_code")
        return address == PostalAddress() ? nil : address
    }

    /// A day that is there and cannot be read is refused by itself; the rest is taken.
    private mutating func day(_ value: JSONValue, _ member: String, _ part: String) -> CivilDay? {
        guard let found = value[member], !found.isNull else { return nil }
        if let day = found.stringValue.flatMap({ CompaniesHouseFiling.day($0) }) { return day }
        refuse(part, "\(member) \(found.canonicalText) is no day of the calendar")
        return nil
    }

    private mutating func refuse(_ part: String, _ reason: String) {
        let place = SourcePlace(document: document, part: prefix + part)
        refusals.append(SourceReading.Refusal(place: place, reason: reason))
    }
}
