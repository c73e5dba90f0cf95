import CanonicalJSON
import Filings

/// One filing as Companies House lists it.
struct CompaniesHouseFiling {
    let company: UKCompany
    let filing: FilingListed

    /// - Throws: When there is no transaction id, form or day, or it is another company's.
    init(_ item: JSONValue, of company: UKCompany) throws(RowMisfit) {
        guard let item = item.objectValue else { throw RowMisfit(reason: "is no object") }
        guard let transaction = item.text("transaction_id") else {
            throw RowMisfit(reason: "no transaction_id")
        }
        if let link = item["links"]?["self"]?.stringValue, let other = UKCompany(path: link),
            other != company
        {
            throw RowMisfit(reason: "\(transaction) is a filing of \(other.number)")
        }
        guard let form = item.text("type") else {
            throw RowMisfit(reason: "\(transaction) has no type")
        }
        let date = item.text("date") ?? ""
        guard let filedOn = Self.day(date) else {
            throw RowMisfit(reason: "\(transaction): date \"\(date)\" is no day of the calendar")
        }
        self.company = company
        var filing = FilingListed(
            register: CompaniesHouse.register, filer: company.number, accession: transaction,
            form: form, filedOn: filedOn)
        filing.reader = CompaniesHouse.register
        filing.category = item.text("category")
        filing.title = CompaniesHouseTitle.text(of: item)
        filing.periodOfReport = (item["description_values"]?["made_up_date"]?.stringValue)
            .flatMap { Self.day($0) }
        filing.details = Self.details(of: item)
        self.filing = filing
    }

    func finding(at place: SourcePlace) -> SourceReading.Finding {
        let event = NewEvent(
            id: company.key(filing.accession), source: company.address(of: filing.accession),
            event: .filingListed(filing), tags: ["accession:\(filing.accession)"])
        return SourceReading.Finding(stream: company.stream, event: event, place: place)
    }

    /// The day of a date, or of a time at midnight UTC, which the register's own messages have.
    static func day(_ text: String) -> CivilDay? {
        if let day = CivilDay(text) { return day }
        guard Instant(text) != nil else { return nil }
        return CivilDay(String(text.prefix(10)))
    }

    /// All that has no member of its own; children and columns yet unknown among it.
    ///
    /// `action_date` is left out where it repeats a day of the description's values, as it did in
    /// every row that was measured: the stream never has it, and a filing first met there must not
    /// look corrected when its page is read.
    private static func details(of item: JSONObject) -> JSONObject {
        var details = JSONObject()
        for member in item where !elsewhere.contains(member.name) {
            guard let value = member.value.kept(without: passing) else { continue }
            if value.arrayValue?.isEmpty == true || value.objectValue?.isEmpty == true { continue }
            if member.name == "action_date", isRepeated(value, in: item) { continue }
            details[names[member.name] ?? member.name] = value
        }
        return details
    }

    private static func isRepeated(_ value: JSONValue, in item: JSONObject) -> Bool {
        let values = item["description_values"]?.objectValue ?? [:]
        return values.contains { $0.value == value }
    }

    private static let elsewhere: Set<String> = [
        "transaction_id", "type", "date", "category", "links", "etag", "kind", "delta_at",
    ]

    /// Hosts in links change; `delta_at` is when the register's own services last touched it.
    private static let passing: Set<String> = ["links", "delta_at"]

    private static let names = [
        "action_date": "actionDate", "description_values": "descriptionValues",
        "paper_filed": "paperFiled", "associated_filings": "associatedFilings",
    ]
}
