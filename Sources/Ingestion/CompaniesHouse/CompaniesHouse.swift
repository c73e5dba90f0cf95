import CanonicalJSON
import Filings

/// The United Kingdom's register of companies: pages of a company's filing history, company
/// profiles, and the register's stream of changes.
///
/// Source: <https://developer-specs.company-information.service.gov.uk/>, "filing history list",
/// "company profile" and the streaming specification.
///
/// A filing is known by its transaction id. Annotations, associated filings and resolutions stay
/// inside the filing they belong to, as the register keeps them: when one is added, the filing's
/// details have changed. Links are no content: their hosts change.
public struct CompaniesHouse: FilingSource {
    public static let register = "companies-house"
    static let expected = "a filing history, a company profile or a stream of Companies House"

    public let name = CompaniesHouse.register

    public init() {}

    public func reads(fileNamed name: String) -> Bool {
        let stem = SourceDocument(name: name, bytes: []).stem
        if name.hasSuffix(".ndjson") { return stem.hasPrefix("stream") }
        guard name.hasSuffix(".json") else { return false }
        return UKCompany(stem: stem) != nil || stem.hasPrefix("filing_")
            || stem.hasPrefix("company_") && stem != "company_tickers"
    }

    /// - Returns: Of a page, the notes `total`, `start`, `count`, `newest` and `oldest`, the last
    ///   two being transaction ids; of a stream, `timepoint`, the last one.
    public func read(_ document: SourceDocument) throws(SourceError) -> SourceReading {
        let document = try document.plain()
        if Self.isStream(document) { return CompaniesHouseStream(document).reading }
        let object = try document.jsonObject(expecting: Self.expected)
        if object["resource_kind"] != nil {
            return CompaniesHouseStream(object, in: document).reading
        }
        if let items = object["items"]?.arrayValue, object["filing_history_status"] != nil {
            return try CompaniesHousePage(object, items: items, in: document).reading
        }
        if object["company_number"] != nil, object["company_name"] != nil {
            return try CompaniesHouseProfile.reading(of: object, in: document)
        }
        throw document.wrongKind(object, expected: Self.expected)
    }

    /// Whether the document has lines: by its name, since a quiet stream has only blank ones, or
    /// by a first line that is an event.
    private static func isStream(_ document: SourceDocument) -> Bool {
        if document.name.hasSuffix(".ndjson") { return true }
        let first = document.bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1).first ?? []
        guard first.count < document.bytes.count,
            let value = try? JSONValue(parsing: Array(first), numbers: .ecmaScript)
        else { return false }
        return value["resource_kind"] != nil
    }
}
