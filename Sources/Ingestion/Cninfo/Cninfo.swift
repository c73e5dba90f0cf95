import CanonicalJSON
import Filings

/// The announcements of companies listed on the mainland: answers of the register's own search,
/// and what pollers of it have kept.
///
/// Source: <http://www.cninfo.com.cn/new/disclosure>, the requests of the page itself; nothing is
/// published about them.
///
/// Times are Beijing's. Most announcements carry 00:00 of the day for which they are published and
/// appear the evening before: that is a day and no instant. One announcement was met with two times
/// a second apart: the day is what counts, so that this is no change.
public struct Cninfo: FilingSource {
    public static let register = "cninfo"
    static let site = "http://www.cninfo.com.cn/new/disclosure"
    static let files = "http://static.cninfo.com.cn/"
    static let expected = "announcements of cninfo"

    public let name = Cninfo.register

    public init() {}

    public func reads(fileNamed name: String) -> Bool {
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return plain.hasSuffix(".json") || plain.hasSuffix(".ndjson")
    }

    /// - Returns: Of an answer, the notes `total` and `count`; of the directory of stocks, its
    ///   `orgId`s by `org/` and code, and no findings: it names thousands of companies of which
    ///   nothing else may ever be read.
    public func read(_ document: SourceDocument) throws(SourceError) -> SourceReading {
        let document = try document.plain()
        if let rows = Self.lines(of: document) { return CninfoRows(rows, in: document).reading }
        let object = try document.jsonObject(expecting: Self.expected)
        if let ranges = object["ranges"]?.objectValue {
            let day = (object["generated_at"]?.stringValue).flatMap {
                CivilDay(String($0.prefix(10)))
            }
            return CninfoRows(Self.rows(of: ranges), in: document, observedOn: day).reading
        }
        if let stocks = object["stockList"]?.arrayValue { return Self.directory(stocks) }
        guard let announcements = object["announcements"] else {
            throw document.wrongKind(object, expected: Self.expected)
        }
        // An empty day has null.
        let records = announcements.arrayValue ?? []
        guard announcements.isNull || announcements.arrayValue != nil else {
            throw document.wrongKind(object, expected: Self.expected)
        }
        var reading = CninfoRows(records: records, in: document).reading
        reading.notes["count"] = String(records.count)
        let total =
            object["totalAnnouncement"]?.integerValue
            ?? object["totalRecordNum"]?.integerValue
        reading.notes["total"] = total.map { String($0) }
        return reading
    }

    private static func directory(_ stocks: [JSONValue]) -> SourceReading {
        var reading = SourceReading()
        for stock in stocks {
            guard let code = stock["code"]?.stringValue,
                let organization = stock["orgId"]?.stringValue
            else { continue }
            reading.notes["org/\(code)"] = organization
        }
        return reading
    }

    /// - Returns: `nil` when the document is no lines of a poller's rows.
    private static func lines(of document: SourceDocument) -> [CninfoRows.Row]? {
        let lines = document.lines
        guard let first = lines.first,
            let start = try? JSONValue(parsing: first.bytes, numbers: .ecmaScript),
            start["pdf_url"] != nil
        else { return nil }
        return lines.map { line in
            CninfoRows.Row(part: "line \(line.number)", json: .bytes(line.bytes))
        }
    }

    private static func rows(of ranges: JSONObject) -> [CninfoRows.Row] {
        ranges.flatMap { range in
            (range.value["data"]?.arrayValue ?? []).enumerated().map { index, row in
                CninfoRows.Row(part: "ranges.\(range.name).data[\(index)]", json: .value(row))
            }
        }
    }
}
