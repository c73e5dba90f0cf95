@testable import Filings

extension Claim {
    /// A claim about `thing`, and whatever a test is about.
    static func about(
        _ id: String, _ state: ClaimState = .stated, _ change: (inout Claim) throws -> Void
    ) rethrows -> Claim {
        var claim = Claim(
            id: id, company: "sample", kind: .other, state: state, title: "Title of \(id)",
            source: ClaimSource(id: "S", title: "A paper", tier: .secondary))
        claim.about = "thing"
        try change(&claim)
        return claim
    }
}

extension ClaimComparison {
    /// The fields in which claims differ, recorded one after the other.
    static func fields(_ claims: [Claim], about subject: String = "thing") -> [String] {
        var comparison = ClaimComparison(subject)
        for (index, claim) in claims.enumerated() {
            comparison.take(claim, at: Int64(index + 1))
        }
        return comparison.differences.map(\.field.rawValue)
    }
}
