import Filings

/// The companies of an order one after the other, then the stream, if it is to be followed: in this
/// order, so that the stream adds to what was read.
struct CompaniesHouseWalk: SourceWalk {
    private let address: CompaniesHouseAddress
    private var visits: [CompanyVisit]
    private var place = 0
    /// Why no more requests are made.
    private var stopReason: String?
    private(set) var following: CompaniesHouseFollowing?

    init(
        companies: [UKCompany], following: CompaniesHouseFollowing?,
        at address: CompaniesHouseAddress
    ) {
        visits = companies.map { CompanyVisit($0) }
        self.following = following
        self.address = address
    }

    mutating func next() -> SourceRequest? {
        if stopReason != nil { return nil }
        while place < visits.count {
            if let request = visits[place].request(at: address) { return request }
            place += 1
        }
        guard let following, !following.isOver else { return nil }
        return address.stream(from: following.timepoint)
    }

    mutating func take(_ page: WalkedPage) {
        if page.request.isLive {
            following?.take(page)
        } else if place < visits.count {
            stopReason = visits[place].take(page)
        }
    }

    var coverage: [RunCoverage] {
        visits.map { $0.coverage ?? $0.unread(stopReason ?? "the run ended before it") }
            + (following?.coverage ?? [])
    }

    var completeListings: [String] {
        visits.filter(\.hasAllFilings).map(\.company.listing)
    }

    func state(of part: String) -> [String: String] {
        part == CompaniesHouseAddress.streamPart ? following?.state ?? [:] : [:]
    }
}
