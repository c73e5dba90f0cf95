import CanonicalJSON

/// What an answer says of the list that it is a page of.
struct XBRLList {
    private let count: Int
    private let total: Int64?
    private let selfLink: String
    private let next: String?
    private let isFirst: Bool

    init(_ answer: JSONObject, count: Int) {
        self.count = count
        total = answer["meta"]?["count"]?.integerValue
        let links = answer["links"]
        selfLink = links?["self"]?.stringValue ?? ""
        next = links?["next"]?.stringValue
        isFirst = links?["prev"]?.stringValue == nil
    }

    var notes: [String: String] {
        var notes = ["count": String(count)]
        notes["total"] = total.map { String($0) }
        notes["next"] = next
        return notes
    }

    /// One entity's list, when the answer is to a question for one entity and nothing else.
    func listing(isSound: Bool) -> SourceReading.Listing? {
        guard let entity = Self.entity(inQuery: selfLink) else { return nil }
        let isWhole = isFirst && next == nil && Int64(count) == total && isSound
        return .init(name: entity.listing, isComplete: isWhole)
    }

    private static func entity(inQuery url: String) -> XBRLEntity? {
        let query = url.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        let filters = query.split(separator: "&").filter { $0.hasPrefix("filter") }
        guard filters.count == 1, let filter = filters.first else { return nil }
        let parts = filter.split(separator: "=", maxSplits: 1)
        let names = ["filter%5Bentity.identifier%5D", "filter[entity.identifier]"]
        guard parts.count == 2, names.contains(String(parts[0])) else { return nil }
        return XBRLEntity(String(parts[1]))
    }
}
