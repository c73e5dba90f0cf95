import CanonicalJSON
import Ingestion

/// Answers of the repository about an invented company.
enum RepositoryFixture {
    /// Its check digits are right.
    static let lei = "969500QUARRYLANEXX75"

    static func filing(
        _ number: Int, added: String = "2023-03-07 14:39:42.758013",
        _ changes: [(String, JSONValue)] = []
    ) -> JSONValue {
        let path = "/\(lei)/2022-12-31/ESEF/FI/\(number)"
        var attributes: JSONObject = [
            "fxo_id": .string("\(lei)-2022-12-31-ESEF-FI-\(number)"), "country": "FI",
            "sha256": "00ff", "period_end": "2022-12-31", "date_added": .string(added),
            "processed": "2023-04-19 12:16:02.931810", "error_count": 1, "warning_count": 2,
            "inconsistency_count": 0, "package_url": .string(path + "/report.zip"),
            "report_url": nil, "viewer_url": nil, "json_url": nil,
        ]
        for (name, value) in changes { attributes[name] = value }
        return [
            "type": "filing", "id": .string("90\(number)"), "attributes": .object(attributes),
            "relationships": [
                "entity": [
                    "data": ["type": "entity", "id": "7"],
                    "links": ["related": .string("/api/entities/\(lei)")],
                ]
            ],
        ]
    }

    static let entity: JSONValue = [
        "type": "entity", "id": "7",
        "attributes": ["identifier": .string(lei), "name": "Quarry Lane Oyj"],
    ]

    static func page(
        _ filings: [JSONValue], total: Int? = nil, next: String? = nil,
        of link: String = "https://filings.xbrl.org/api/filings", included: [JSONValue] = [entity]
    ) -> JSONValue {
        var links: JSONObject = ["self": .string(link)]
        links["next"] = next.map { .string($0) }
        return [
            "data": .array(filings), "included": .array(included), "links": .object(links),
            "meta": ["count": .integer(Int64(total ?? filings.count))],
            "jsonapi": ["version": "1.0"],
        ]
    }

    static func document(
        _ page: JSONValue, _ name: String = "page@2024-02-01.json"
    ) -> SourceDocument {
        SourceDocument(name: name, bytes: page.canonicalBytes)
    }
}
