import CanonicalJSON
import Filings

/// A record of the register's own answer.
struct CninfoRecord {
    /// One for each stock code that the record names.
    let announcements: [CninfoAnnouncement]

    init(_ record: JSONValue) throws(RowMisfit) {
        guard let record = record.objectValue else { throw RowMisfit(reason: "is no object") }
        let path = record.text("adjunctUrl")
        guard
            let id = record.text("announcementId")
                ?? path.flatMap({ CninfoAnnouncement.id(inPath: $0) })
        else { throw RowMisfit(reason: "no announcementId") }
        guard let milliseconds = record["announcementTime"]?.integerValue,
            (0...253_402_300_799_999).contains(milliseconds)
        else { throw RowMisfit(reason: "\(id) has no announcementTime in milliseconds") }
        guard let title = record.text("announcementTitle") else {
            throw RowMisfit(reason: "\(id) has no title")
        }
        guard let codes = record.text("secCode") ?? record.text("orgId") else {
            throw RowMisfit(reason: "\(id) has neither secCode nor orgId")
        }
        let template = CninfoAnnouncement(
            reader: Cninfo.register, id: id, code: "", organization: record.text("orgId"),
            shortName: record.text("secName").map { CninfoAnnouncement.unmarked($0) },
            title: CninfoAnnouncement.unmarked(title),
            time: Instant(microsecondsSinceEpoch: milliseconds * 1_000),
            types: record.text("announcementType"), path: path, details: Self.details(of: record))
        announcements = codes.split(separator: ",").map { code in
            var announcement = template
            announcement.code = String(code.filter { $0 != " " })
            return announcement
        }
    }

    /// The size is content: when it changes, the file has been replaced.
    private static func details(of record: JSONObject) -> JSONObject {
        var details = JSONObject()
        for member in record where !elsewhere.contains(member.name) {
            guard let value = member.value.kept(), value.stringValue != "" else { continue }
            details[member.name] = value
        }
        return details
    }

    /// Told otherwise, or not of the filing: in which columns of the site it is shown, and what a
    /// search has marked in its title.
    private static let elsewhere: Set<String> = [
        "id", "secCode", "secName", "orgId", "announcementId", "announcementTitle",
        "announcementTime", "adjunctUrl", "announcementType", "columnId", "pageColumn",
        "shortTitle", "tileSecName", "announcementContent", "storageTime", "batchNum", "important",
        "orgName", "announcementTypeName",
    ]
}
