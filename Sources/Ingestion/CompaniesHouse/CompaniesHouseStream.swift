import CanonicalJSON
import Filings

/// Lines of the register's stream of changes: one event each, with the whole resource as it now is.
///
/// Source: <https://developer-specs.company-information.service.gov.uk/streaming-api/>. Blank lines
/// are heart-beats. The same resource comes again under a later timepoint, changed or not; a change
/// can be of a filing that is months old. Of several states of one filing in a document the last is
/// told, as the one in force: a document's rows are one statement, and must not contradict. `published_at` is when the change was published and not
/// when the filing was, so filings get no instant from it, only profiles their day.
struct CompaniesHouseStream {
    private(set) var reading = SourceReading()
    private let document: SourceDocument
    private var timepoint: Int64?
    /// Where in the findings a filing is, by its key.
    private var filings: [String: Int] = [:]

    init(_ document: SourceDocument) {
        self.document = document
        for line in document.lines {
            let place = SourcePlace(document: document.name, part: "line \(line.number)")
            do throws(JSONError) {
                take(try JSONValue(parsing: line.bytes, numbers: .ecmaScript), at: place)
            } catch {
                refuse(place, error.description)
            }
        }
        reading.notes["timepoint"] = timepoint.map { String($0) }
    }

    /// - Parameter event: The only one of the document.
    init(_ event: JSONObject, in document: SourceDocument) {
        self.document = document
        take(.object(event), at: SourcePlace(document: document.name, part: "event"))
        reading.notes["timepoint"] = timepoint.map { String($0) }
    }

    private mutating func take(_ value: JSONValue, at place: SourcePlace) {
        let event = value["event"] ?? .null
        if let point = event["timepoint"]?.integerValue { timepoint = max(timepoint ?? 0, point) }
        let kind = value["resource_kind"]?.stringValue ?? ""
        let path = value["resource_uri"]?.stringValue ?? ""
        guard kind == "filing-history" || kind == "company-profile" else {
            return refuse(place, "resource_kind \"\(kind)\" is none that is read")
        }
        guard let company = UKCompany(path: path) else {
            return refuse(place, "resource_uri \"\(path)\" names no company")
        }
        let day = (event["published_at"]?.stringValue).flatMap { CivilDay(String($0.prefix(10))) }
        switch (kind, event["type"]?.stringValue ?? "") {
        case ("filing-history", "changed"): list(value["data"] ?? .null, of: company, at: place)
        case ("filing-history", "deleted"): delist(value, of: company, on: day, at: place)
        case ("company-profile", "changed"):
            guard let profile = value["data"]?.objectValue else {
                return refuse(place, "no data")
            }
            let found = CompaniesHouseProfile.reading(
                of: profile, company, at: place, observedOn: day ?? document.observedOn)
            reading.findings += found.findings
            reading.refusals += found.refusals
        case (_, let type): refuse(place, "event \"\(type)\" of a \(kind) is none that is read")
        }
    }

    private mutating func list(_ item: JSONValue, of company: UKCompany, at place: SourcePlace) {
        do throws(RowMisfit) {
            let found = try CompaniesHouseFiling(item, of: company).finding(at: place)
            reading.delisted.removeAll { $0.filing == found.event.id }
            if let before = filings[found.event.id] {
                reading.findings[before] = found
            } else {
                filings[found.event.id] = reading.findings.count
                reading.findings.append(found)
            }
        } catch {
            refuse(place, error.reason)
        }
    }

    /// The last data come in `deleted_data`, or in `data`, or not at all: the address tells.
    private mutating func delist(
        _ value: JSONValue, of company: UKCompany, on day: CivilDay?, at place: SourcePlace
    ) {
        let last = value["deleted_data"]?.objectValue ?? value["data"]?.objectValue ?? [:]
        let parts = (value["resource_uri"]?.stringValue ?? "").split(separator: "/")
        guard
            let transaction = last.text("transaction_id")
                ?? (parts.count == 4 ? String(parts[3]) : nil)
        else { return refuse(place, "no transaction_id") }
        let event = value["event"] ?? .null
        let statement =
            event["timepoint"]?.integerValue.map { "timepoint \($0)" }
            ?? event["published_at"]?.stringValue ?? "undated"
        reading.delisted.append(
            SourceReading.Delisting(
                stream: company.stream, filing: company.key(transaction), accession: transaction,
                form: last.text("type"), listing: "companies-house stream", statement: statement,
                observedOn: day ?? document.observedOn, place: place))
    }

    private mutating func refuse(_ place: SourcePlace, _ reason: String) {
        reading.refusals.append(SourceReading.Refusal(place: place, reason: reason))
    }
}
