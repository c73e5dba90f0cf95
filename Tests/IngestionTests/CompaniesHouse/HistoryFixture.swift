import CanonicalJSON
import Ingestion

/// The filing history of an invented company, as the register gives its pages.
struct HistoryFixture {
    static let number = "01999990"
    var items: [JSONValue]

    init(_ items: [JSONValue]) { self.items = items }

    /// Filings `T1` to `Tn`, the newest first.
    init(count: Int) {
        items = (1...max(count, 1)).prefix(count).reversed().map { Self.item("T\($0)") }
    }

    static func item(_ id: String, _ members: [(String, JSONValue)] = []) -> JSONValue {
        var item: JSONObject = [
            "transaction_id": .string(id), "type": "AA", "category": "accounts",
            "date": "2024-06-30", "description": "accounts-with-accounts-type-full",
            "links": ["self": "/company/\(number)/filing-history/\(id)"],
        ]
        for (name, value) in members { item[name] = value }
        return .object(item)
    }

    func page(from start: Int = 0, most: Int = 100) -> JSONValue {
        let rows = start < items.count ? Array(items[start...].prefix(most)) : []
        return [
            "total_count": .integer(Int64(items.count)), "start_index": .integer(Int64(start)),
            "items_per_page": .integer(Int64(most)), "items": .array(rows),
            "filing_history_status": "filing-history-available",
        ]
    }

    func document(
        _ name: String = "filing_page.json", from start: Int = 0, most: Int = 100
    ) -> SourceDocument {
        SourceDocument(name: name, bytes: page(from: start, most: most).canonicalBytes)
    }

    static let profile: JSONValue = [
        "company_number": .string(number), "company_name": "QUARRY LANE INSTRUMENTS LIMITED",
        "type": "ltd", "company_status": "active", "date_of_creation": "2010-07-09",
        "jurisdiction": "england-wales", "sic_codes": ["26511", "71129"], "etag": "abc",
        "accounts": ["next_due": "2025-03-31", "next_made_up_to": "2024-06-30", "overdue": false],
        "confirmation_statement": ["next_due": "2025-07-23", "next_made_up_to": "2025-07-09"],
        "registered_office_address": [
            "address_line_1": "1 Quarry Lane", "locality": "Derby", "postal_code": "DE1 9ZZ",
            "country": "England", "region": nil,
        ],
        "previous_company_names": [
            [
                "name": "LANE & SON LIMITED", "effective_from": "2010-07-09",
                "ceased_on": "2012-01-02",
            ]
        ],
        "links": ["self": .string("/company/\(number)")],
    ]

    static func event(
        _ type: String, _ data: JSONValue, timepoint: Int64, kind: String = "filing-history",
        uri: String = "/company/\(number)/filing-history/T1"
    ) -> JSONValue {
        [
            "resource_kind": .string(kind), "resource_uri": .string(uri), "resource_id": "T1",
            "data": data,
            "event": [
                "timepoint": .integer(timepoint), "type": .string(type),
                "published_at": "2024-07-01T09:30:00",
            ],
        ]
    }

    static func lines(_ events: [JSONValue?]) -> SourceDocument {
        let text = events.map { ($0?.canonicalText ?? "") + "\n" }.joined()
        return SourceDocument(name: "stream-filings.ndjson", bytes: Array(text.utf8))
    }
}
