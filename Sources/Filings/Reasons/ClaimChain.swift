/// How a wording came from its origin to a claim, source by source.
public struct ClaimChain: Equatable, Sendable {
    public struct Hop: Equatable, Sendable {
        public let history: ClaimHistory
        /// The link from this claim to the one before it in the chain; `nil` for the first.
        public let link: ClaimLink?
        /// How firm the word for the deal became against the hop before; 0 where both are as firm,
        /// `nil` where one of them is no stage of a deal. See ``ClaimState/firmness``.
        public let rise: Int?
    }

    /// From the origin to the claim that was asked about.
    public let hops: [Hop]
    /// Claims that links name and the log does not have, or no longer in force.
    public let missing: [String]

    /// The hop of the primary source that is nearest to the claim.
    public var nearestPrimary: Hop? { hops.last { $0.history.claim.source.tier == .primary } }

    /// Follows the first link of each claim that is in force; a claim that was there before ends it.
    ///
    /// - Parameter book: The claims of the company.
    public init(to claim: ClaimHistory, in book: ClaimBook) {
        var path = [(history: claim, link: ClaimLink?.none)]
        var seen: Set = [claim.claim.id]
        var missing: [String] = []
        while let last = path.last {
            var next: (history: ClaimHistory, link: ClaimLink)?
            for link in last.history.claim.restates where next == nil {
                let id = link.claim.split(separator: "/").last.map { String($0) } ?? link.claim
                guard let found = book[id], found.isInForce else {
                    missing.append(link.claim)
                    continue
                }
                if !seen.contains(id) { next = (found, link) }
            }
            guard let next else { break }
            seen.insert(next.history.claim.id)
            path[path.count - 1].link = next.link
            path.append((next.history, nil))
        }
        self.missing = missing
        path.reverse()
        hops = path.indices.map { index in
            let before = index > 0 ? path[index - 1].history.claim.state.firmness : nil
            let now = path[index].history.claim.state.firmness
            let rise = before.flatMap { before in now.map { $0 - before } }
            return Hop(history: path[index].history, link: path[index].link, rise: rise)
        }
    }
}
