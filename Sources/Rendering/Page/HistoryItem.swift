import CanonicalJSON

/// A line of a history with all that its record says.
public struct HistoryItem: Sendable {
    public let entry: TimelineEntry
    public let record: JSONObject

    public init(entry: TimelineEntry, record: JSONObject) {
        self.entry = entry
        self.record = record
    }

    /// What stays the same in every version: `claim:innotron/F12`, a filing's source key.
    public var id: String {
        let id = record["id"]?.stringValue ?? ""
        guard let mark = id.lastIndex(of: "#"), id[mark...].dropFirst().allSatisfy(\.isNumber)
        else { return id }
        return String(id[..<mark])
    }

    /// The number of the version: 1 unless it was revised.
    public var revision: Int64 { record["revision"]?["number"]?.integerValue ?? 1 }
}
