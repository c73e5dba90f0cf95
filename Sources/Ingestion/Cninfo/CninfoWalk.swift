import Filings

/// The directory of stocks, where a code's `orgId` is not known; then each share, then the market.
struct CninfoWalk: SourceWalk {
    private let address: CninfoAddress
    private let today: CivilDay
    private var targets: [CninfoTarget]
    private var place = 0
    private var stopReason: String?
    private var directoryWanted: Bool

    /// - Parameter today: In Beijing.
    init(_ targets: [CninfoTarget], today: CivilDay, at address: CninfoAddress) {
        self.targets = targets
        self.today = today
        self.address = address
        directoryWanted = targets.contains { $0.stock != nil && $0.stock?.organization == nil }
    }

    mutating func next() -> SourceRequest? {
        if stopReason != nil { return nil }
        if directoryWanted { return address.directory }
        while place < targets.count {
            if let request = targets[place].request(at: address) { return request }
            place += 1
        }
        return nil
    }

    mutating func take(_ page: WalkedPage) {
        if page.request.part == CninfoAddress.directoryPart {
            takeDirectory(page)
        } else if place < targets.count {
            stopReason = targets[place].take(page)
        }
    }

    private mutating func takeDirectory(_ page: WalkedPage) {
        directoryWanted = false
        if page.answer == .throttled { stopReason = "asked too often" }
        for index in targets.indices {
            guard let stock = targets[index].stock, stock.organization == nil else { continue }
            if let organization = page.reading?.notes["org/\(stock.code)"] {
                targets[index].stock?.organization = organization
            } else if let reading = page.reading, !reading.notes.isEmpty {
                targets[index].fail(
                    "the directory has no \(stock.code); name its orgId: \(stock.code):ORGID")
            } else {
                targets[index].fail(
                    page.failure?.description ?? "the directory could not be read")
            }
        }
    }

    var coverage: [RunCoverage] {
        let reason = stopReason ?? "the run ended before it"
        return targets.flatMap { $0.coverage(today: today, otherwise: reason) }
    }
}
