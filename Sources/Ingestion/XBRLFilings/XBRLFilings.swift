import CanonicalJSON
import Filings

/// The repository of XBRL reports at filings.xbrl.org: pages of its JSON:API.
///
/// Source: <https://filings.xbrl.org/docs/api>; JSON:API 1.0, <https://jsonapi.org/format/1.0/>.
///
/// Its times have no zone and nothing says which it is: they are kept as they are written, and of
/// `date_added` only the day is used. Files added before 2023 have midnight there.
public struct XBRLFilings: FilingSource {
    public static let register = "xbrl-filings"
    static let expected = "an answer of filings.xbrl.org"

    public let name = XBRLFilings.register

    public init() {}

    public func reads(fileNamed name: String) -> Bool { name.hasSuffix(".json") }

    /// - Returns: With the notes `total`, how many filings there are in all; `count`, how many the
    ///   document has; `next`, where it goes on; `firstDay` and `lastDay` of what was added.
    public func read(_ document: SourceDocument) throws(SourceError) -> SourceReading {
        let document = try document.plain()
        let answer = try document.jsonObject(expecting: Self.expected)
        if let errors = answer["errors"]?.arrayValue {
            throw .wrongKind(
                document: document.name, expected: Self.expected,
                found: "an error: " + Self.words(of: errors))
        }
        let isAPI = answer["jsonapi"] != nil
        switch answer["data"] {
        case .array(let items) where isAPI: return read(items, of: answer, in: document)
        case .object(let item) where isAPI: return read([.object(item)], of: answer, in: document)
        default: throw document.wrongKind(answer, expected: Self.expected)
        }
    }

    static func words(of errors: [JSONValue]) -> String {
        let texts = errors.map { error in
            [error["status"], error["title"], error["detail"]]
                .compactMap { $0?.stringValue }.joined(separator: ", ")
        }
        return texts.joined(separator: "; ")
    }

    private func read(
        _ items: [JSONValue], of answer: JSONObject, in document: SourceDocument
    ) -> SourceReading {
        var reading = SourceReading()
        var entities: [String: JSONObject] = [:]
        for (index, item) in (answer["included"]?.arrayValue ?? []).enumerated() {
            // Validation messages are the tools' words on a filing, not the filing.
            guard item["type"]?.stringValue == "entity", let id = item["id"]?.stringValue,
                let attributes = item["attributes"]?.objectValue
            else { continue }
            entities[id] = attributes
            reading.findings += company(attributes, part: "included[\(index)]", in: document)
        }
        var days: [CivilDay] = []
        for (index, item) in items.enumerated() {
            let place = SourcePlace(document: document.name, part: "data[\(index)]")
            do throws(RowMisfit) {
                guard item["type"]?.stringValue == "filing" else {
                    throw RowMisfit(reason: "\(item["type"] ?? .null) is no filing")
                }
                let filing = try XBRLFiling(item, entities: entities)
                reading.findings.append(filing.finding(at: place))
                days.append(filing.filing.filedOn)
            } catch {
                reading.refusals.append(.init(place: place, reason: error.reason))
            }
        }
        let list = XBRLList(answer, count: items.count)
        reading.listing = list.listing(isSound: reading.refusals.isEmpty)
        reading.notes = list.notes
        reading.notes["firstDay"] = days.min()?.text
        reading.notes["lastDay"] = days.max()?.text
        return reading
    }

    private func company(
        _ attributes: JSONObject, part: String, in document: SourceDocument
    ) -> [SourceReading.Finding] {
        guard let identifier = attributes.text("identifier") else { return [] }
        let entity = XBRLEntity(identifier)
        guard let stream = entity.stream else { return [] }
        var company = CompanyFindings(
            stream: stream, key: entity.key, source: entity.address, document: document.name,
            observedOn: document.observedOn)
        company.identify(entity.identifier, part: part)
        if let name = attributes.text("name") { company.name(name, part: part) }
        return company.findings
    }
}
