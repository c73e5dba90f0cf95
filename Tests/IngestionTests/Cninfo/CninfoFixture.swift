import CanonicalJSON
import Ingestion

/// Records of invented announcements as the register's search answers, and as pollers keep them.
enum CninfoFixture {
    /// 2026-08-07T00:00 in Beijing.
    static let midnight: Int64 = 1_786_032_000_000

    static func record(_ id: Int, _ changes: [(String, JSONValue)] = []) -> JSONValue {
        var record: JSONObject = [
            "id": nil, "secCode": "600999", "secName": "石巷仪器", "orgId": "gssh0600999",
            "announcementId": .string(String(id)), "announcementTitle": "关于回购股份进展的公告",
            "announcementTime": .integer(midnight),
            "adjunctUrl": .string("finalpage/2026-08-07/\(id).PDF"), "adjunctSize": 102,
            "adjunctType": "PDF", "columnId": "250401||251302", "pageColumn": "SHZB",
            "announcementType": "01010503||010113", "associateAnnouncement": nil,
            "announcementContent": "",
        ]
        for (name, value) in changes { record[name] = value }
        return .object(record)
    }

    static func answer(_ records: [JSONValue]?, total: Int? = nil) -> JSONValue {
        [
            "announcements": records.map { .array($0) } ?? nil,
            "totalAnnouncement": .integer(Int64(total ?? records?.count ?? 0)), "hasMore": false,
        ]
    }

    static func row(_ id: Int, _ changes: [(String, JSONValue)] = []) -> JSONValue {
        var row: JSONObject = [
            "stock_code": "600999", "short_name": "石巷仪器", "title": "关于回购股份进展的公告",
            "publish_time": "2026-08-07T00:00:00+08:00",
            "pdf_url": .string("https://static.cninfo.com.cn/finalpage/2026-08-07/\(id).PDF"),
        ]
        for (name, value) in changes { row[name] = value }
        return .object(row)
    }

    static func document(_ value: JSONValue, _ name: String = "answer.json") -> SourceDocument {
        SourceDocument(name: name, bytes: value.canonicalBytes)
    }

    static func lines(_ rows: [JSONValue]) -> SourceDocument {
        let text = rows.map { $0.canonicalText + "\n" }.joined()
        return SourceDocument(name: "rows.ndjson", bytes: Array(text.utf8))
    }
}
