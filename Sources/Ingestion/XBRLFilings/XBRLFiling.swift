import CanonicalJSON
import Filings

/// One filing of filings.xbrl.org.
struct XBRLFiling {
    let entity: XBRLEntity
    let stream: StreamName
    private(set) var filing: FilingListed
    private let id: String?

    /// - Parameter entities: Those that the document includes, by their ids in it.
    init(_ item: JSONValue, entities: [String: JSONObject]) throws(RowMisfit) {
        guard let attributes = item["attributes"]?.objectValue else {
            throw RowMisfit(reason: "no attributes")
        }
        guard let accession = attributes.text("fxo_id") else {
            throw RowMisfit(reason: "no fxo_id")
        }
        let parts = XBRLFilingID(accession)
        let relation = item["relationships"]?["entity"]
        let included = (relation?["data"]?["id"]?.stringValue).flatMap { entities[$0] }
        guard
            let identifier = included?.text("identifier") ?? Self.linked(relation) ?? parts?.entity
        else { throw RowMisfit(reason: "\(accession) does not say whose it is") }
        entity = XBRLEntity(identifier)
        guard let stream = entity.stream else {
            throw RowMisfit(reason: "\(accession): \"\(identifier)\" is no identifier")
        }
        self.stream = stream
        let added = attributes.text("date_added") ?? ""
        guard let filedOn = CivilDay(String(added.prefix(10))) else {
            throw RowMisfit(reason: "\(accession): date_added \"\(added)\" begins with no day")
        }
        filing = FilingListed(
            register: XBRLFilings.register, filer: entity.text, accession: accession,
            form: parts?.system ?? "XBRL", filedOn: filedOn)
        filing.reader = XBRLFilings.register
        filing.acceptedText = added
        filing.acceptedClock = .unknown
        filing.filerName = included?.text("name")
        filing.details = Self.details(of: attributes)
        id = item["id"]?.stringValue
        guard let end = attributes.text("period_end") else { return }
        guard let day = CivilDay(end) else {
            throw RowMisfit(reason: "\(accession): period_end \"\(end)\" is no day")
        }
        filing.periodOfReport = day
    }

    func finding(at place: SourcePlace) -> SourceReading.Finding {
        let event = NewEvent(
            id: "\(entity.key)/\(filing.accession)",
            source: "https://filings.xbrl.org/api/filings/\(id ?? filing.accession)",
            event: .filingListed(filing), tags: ["accession:\(filing.accession)"])
        return SourceReading.Finding(stream: stream, event: event, place: place)
    }

    /// `/api/entities/5493005DJBML6LY3RV36`
    private static func linked(_ relation: JSONValue?) -> String? {
        let parts = (relation?["links"]?["related"]?.stringValue ?? "").split(separator: "/")
        guard parts.count == 3, parts[1] == "entities" else { return nil }
        return String(parts[2])
    }

    /// Counts of messages are content, being the repository's finding on the filing; when it last
    /// processed the filing is not, for all are processed again now and then.
    private static func details(of attributes: JSONObject) -> JSONObject {
        var details = JSONObject()
        for member in attributes where !elsewhere.contains(member.name) {
            guard let value = member.value.kept() else { continue }
            let path = member.value.stringValue.map { JSONValue.string(Self.path($0)) }
            details[names[member.name] ?? member.name] =
                member.name.hasSuffix("_url") ? path ?? value : value
        }
        return details
    }

    /// Without the host: the same file elsewhere is the same file.
    private static func path(_ url: String) -> String {
        guard let scheme = url.split(separator: ":", maxSplits: 1).first, scheme.hasPrefix("http"),
            url.dropFirst(scheme.count).hasPrefix("://")
        else { return url }
        let rest = url.dropFirst(scheme.count + 3)
        return String(rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...])
    }

    private static let elsewhere: Set<String> = [
        "fxo_id", "date_added", "period_end", "processed",
    ]

    private static let names = [
        "error_count": "errorCount", "warning_count": "warningCount",
        "inconsistency_count": "inconsistencyCount", "package_url": "packagePath",
        "report_url": "reportPath", "viewer_url": "viewerPath", "json_url": "jsonPath",
    ]
}
