import CanonicalJSON
import Filings

/// What a submissions file says of the company itself: identifiers, names, description.
struct SubmissionsCompany {
    private let filer: EdgarFiler
    private let members: JSONObject
    private let document: String
    private let observedOn: CivilDay?
    private(set) var reading = SourceReading()

    init(
        _ members: JSONObject, of filer: EdgarFiler, document: String, observedOn: CivilDay?
    ) {
        self.filer = filer
        self.members = members
        self.document = document
        self.observedOn = observedOn
        identify()
        nameCurrent()
        nameFormer()
        describe()
    }

    private mutating func identify() {
        identify(Identifier(.cik, text("cik") ?? filer.tenDigits), part: "cik")
        if let ein = text("ein") {
            identify(Identifier(.other("ein"), ein), part: "ein")
        }
        if let lei = text("lei") { identify(Identifier(.lei, lei), part: "lei") }
        let tickers = members["tickers"]?.arrayValue ?? []
        let exchanges = members["exchanges"]?.arrayValue ?? []
        for (index, value) in tickers.enumerated() where !value.isNull {
            guard let ticker = value.stringValue, !ticker.isEmpty else {
                refuse("tickers[\(index)]", "\(value.canonicalText) is no ticker")
                continue
            }
            // Parallel lists; of different lengths, no exchange can be told.
            let exchange = exchanges.count == tickers.count ? exchanges[index].stringValue : nil
            identify(
                Identifier(.ticker, ticker), exchange: exchange == "" ? nil : exchange,
                part: "tickers[\(index)]")
        }
    }

    private mutating func identify(
        _ identifier: Identifier, exchange: String? = nil, part: String
    ) {
        var identified = CompanyIdentified(
            identifier, exchange: exchange, observedOn: observedOn)
        if identified.normalized.allSatisfy({ $0 == "0" }) { identified.verdict = "placeholder" }
        let hash = ContentHash.text(of: identified.comparable)
        let subject = "\(identified.scheme)/\(identified.normalized)"
        add(
            .companyIdentified(identified), "identifier/\(subject)/\(dayText)/\(hash)", part)
    }

    private mutating func nameCurrent() {
        guard let name = text("name") else { return refuse("name", "no name") }
        let named = CompanyNamed(name: name, kind: .current, observedOn: observedOn)
        add(
            .companyNamed(named),
            "name/current/\(dayText)/\(ContentHash.text(of: named.comparable))", "name")
    }

    private mutating func nameFormer() {
        let names = members["formerNames"]?.arrayValue ?? []
        for (index, entry) in names.enumerated() {
            let part = "formerNames[\(index)]"
            guard let name = entry["name"]?.stringValue, !name.isEmpty else {
                refuse(part, "no name")
                continue
            }
            do throws(SubmissionsColumns.Misfit) {
                let named = CompanyNamed(
                    name: name, kind: .former, from: try Self.day(entry["from"]),
                    to: try Self.day(entry["to"]))
                add(
                    .companyNamed(named),
                    "name/former/\(ContentHash.text(of: named.comparable))", part)
            } catch {
                refuse(part, error.reason)
            }
        }
    }

    /// The day of a time that stands for one: midnight in New York, written `T00:00` in files on
    /// its clock and `T04:00` or `T05:00` in UTC. The first ten characters are that day in both.
    private static func day(
        _ value: JSONValue?
    ) throws(SubmissionsColumns.Misfit) -> CivilDay? {
        switch value {
        case nil, .null, .string(""): return nil
        case .string(let text):
            if let day = CivilDay(String(text.prefix(10))) { return day }
            throw .init(reason: "\"\(text)\" begins with no day of the calendar")
        case .some(let other):
            throw .init(reason: "\(other.canonicalText) is no date")
        }
    }

    private mutating func describe() {
        var described = CompanyDescribed()
        described.entityType = text("entityType")
        described.sic = text("sic")
        described.sicDescription = text("sicDescription")
        described.fiscalYearEnd = text("fiscalYearEnd")
        described.stateOfIncorporation = text("stateOfIncorporation")
        described.stateOfIncorporationDescription = text("stateOfIncorporationDescription")
        described.category = text("category")
        described.summary = text("description")
        described.website = text("website")
        described.investorWebsite = text("investorWebsite")
        described.phone = text("phone")
        described.businessAddress = address("business")
        described.mailingAddress = address("mailing")
        guard !described.comparable.isEmpty else { return }
        described.observedOn = observedOn
        add(
            .companyDescribed(described),
            "description/\(dayText)/\(ContentHash.text(of: described.comparable))",
            "description")
    }

    private func address(_ kind: String) -> PostalAddress? {
        guard let lines = members["addresses"]?[kind] else { return nil }
        func line(_ name: String) -> String? {
            lines[name]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        }
        var address = PostalAddress()
        address.street1 = line("street1")
        address.street2 = line("street2")
        address.city = line("city")
        address.stateOrCountry = line("stateOrCountry")
        address.stateOrCountryDescription = line("stateOrCountryDescription")
        address.zipCode = line("zipCode")
        return address == PostalAddress() ? nil : address
    }

    /// - Returns: `nil` for a blank, and for what is not a text.
    private func text(_ name: String) -> String? {
        members[name]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    }

    private var dayText: String { observedOn?.text ?? "undated" }

    private mutating func add(_ event: FilingEvent, _ key: String, _ part: String) {
        reading.findings.append(
            SourceReading.Finding(
                stream: filer.stream,
                event: NewEvent(
                    id: "edgar:\(filer.cik)/\(key)", source: EdgarAddress.submissions(of: filer),
                    event: event),
                place: SourcePlace(document: document, part: part)))
    }

    private mutating func refuse(_ part: String, _ reason: String) {
        let place = SourcePlace(document: document, part: part)
        reading.refusals.append(SourceReading.Refusal(place: place, reason: reason))
    }
}
