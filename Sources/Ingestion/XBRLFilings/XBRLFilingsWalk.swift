import Filings

/// One list after the other, each page by page as the answers' own links lead on.
struct XBRLFilingsWalk: SourceWalk {
    private var lists: [XBRLListWalk]
    private var place = 0
    private var stopReason: String?

    init(_ lists: [XBRLListWalk]) { self.lists = lists }

    mutating func next() -> SourceRequest? {
        if stopReason != nil { return nil }
        while place < lists.count {
            if let request = lists[place].request { return request }
            place += 1
        }
        return nil
    }

    mutating func take(_ page: WalkedPage) {
        guard place < lists.count else { return }
        stopReason = lists[place].take(page)
    }

    var coverage: [RunCoverage] {
        lists.flatMap { $0.coverage(otherwise: stopReason ?? "the run ended before it") }
    }

    var completeListings: [String] {
        lists.filter(\.hasAll).compactMap(\.entity?.listing)
    }
}
