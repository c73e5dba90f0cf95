import CanonicalJSON
import Filings

/// A row as a poller of the register keeps it: code, name, title, time, and the file's address,
/// which holds the id.
struct CninfoPolledRow {
    static let reader = "cninfo-poller"

    let announcement: CninfoAnnouncement

    init(_ row: JSONValue) throws(RowMisfit) {
        guard let row = row.objectValue else { throw RowMisfit(reason: "is no object") }
        let path = row.text("pdf_url").map { Self.path($0) }
        guard
            let id = path.flatMap({ CninfoAnnouncement.id(inPath: $0) })
                ?? row.text("announcement_id")
        else { throw RowMisfit(reason: "the id is not in pdf_url") }
        guard let code = row.text("stock_code") else {
            throw RowMisfit(reason: "\(id) has no stock_code")
        }
        guard let title = row.text("title") else { throw RowMisfit(reason: "\(id) has no title") }
        let published = row.text("publish_time") ?? ""
        guard let time = Instant(published) else {
            throw RowMisfit(reason: "\(id): publish_time \"\(published)\" is no time with a zone")
        }
        announcement = CninfoAnnouncement(
            reader: Self.reader, id: id, code: code, shortName: row.text("short_name"),
            title: CninfoAnnouncement.unmarked(title), time: time, path: path)
    }

    /// As the register gives it: without scheme and host.
    private static func path(_ url: String) -> String {
        let parts = url.split(separator: "/")
        guard parts.count > 2, parts[0].hasSuffix(":") else { return url }
        return parts.dropFirst(2).joined(separator: "/")
    }
}
