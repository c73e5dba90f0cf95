import CanonicalJSON
import Filings
import Rendering

/// What a page tells of a claim beside the claim itself: how its date came to be, its versions, and
/// who says something else.
struct PageDetails {
    private let book: ClaimBook
    private let conflicts: [Record]

    init(book: ClaimBook, conflicts: [Record]) {
        self.book = book
        self.conflicts = conflicts
    }

    func of(_ record: JSONObject) -> [PageItem.Detail] {
        guard let id = record["claim"]?.stringValue, let history = book[id] else { return [] }
        var details: [PageItem.Detail] = []
        let reasons = ClaimReasons(history, in: book, ascii: false).records.filter { reason in
            reason["field"]?.stringValue?.hasPrefix("date") == true
        }
        if reasons.count > 1 {
            details.append(
                PageItem.Detail(
                    "Why this date",
                    reasons.compactMap { reason in
                        guard let title = reason["title"]?.stringValue else { return nil }
                        // The first one is of the whole date, the others of its parts.
                        let part = reason["field"]?.stringValue?.split(separator: ".").dropFirst()
                        return part?.first.map { "\($0): \(title)" } ?? title
                    }))
        }
        if history.versions.count > 1 {
            details.append(
                PageItem.Detail(
                    "Versions", history.versions.compactMap { $0.json["title"]?.stringValue }))
        }
        let other = others(than: id)
        if !other.isEmpty { details.append(PageItem.Detail("Others say", other)) }
        return details
    }

    /// The other sides of the conflicts that a claim is a side of.
    private func others(than id: String) -> [String] {
        let mine = conflicts.filter { $0["claim"]?.stringValue == id }
        return mine.flatMap { side in
            conflicts.filter { other in
                other["about"] == side["about"] && other["field"] == side["field"]
                    && other["claim"] != side["claim"]
            }.map { other in
                let tier = other["tier"]?.stringValue.map { ", \($0)" } ?? ""
                return "\(other["field"]?.stringValue ?? ""): "
                    + "\(other["value"]?.stringValue ?? "") "
                    + "(\(other["claim"]?.stringValue ?? "")\(tier))"
            }
        }
    }
}
