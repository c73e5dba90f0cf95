/// The claims of one company about one thing, and in what they disagree.
///
/// Two claims disagree in a field when nothing can be what both say: dates without a common day,
/// amounts without a common number. A bound that the other one refines ("at least 17.1bn", "at
/// least 17.141bn") is none, nor is a later stage: a plan does not contradict another plan that
/// replaces it, nor what came of it; those are slips, and chains of words.
public struct ClaimComparison: Equatable, Sendable {
    /// `cxmt/parent`, see ``Claim/subjects``.
    public let subject: String
    /// By position.
    public private(set) var claims: [PlacedClaim]
    /// Only pairs with the claim at this position are compared; `nil`: all.
    private(set) var focus: Int64?

    public init(_ subject: String, _ claims: [PlacedClaim] = []) {
        self.subject = subject
        self.claims = claims.sorted { $0.position < $1.position }
    }

    /// Adds a claim; what the same claim said before is no longer part of it.
    public mutating func take(_ claim: Claim, at position: Int64) {
        drop(claim: claim.id)
        claims.append(PlacedClaim(claim.forComparing, position: position))
    }

    /// Removes what a claim said.
    public mutating func drop(claim id: String) { claims.removeAll { $0.claim.id == id } }

    /// In the order of ``Difference/Field``.
    public var differences: [Difference] {
        let found = [
            dates, amounts, quantities, relations, shares, parties, places, names, states,
            wordings,
        ]
        return found.compactMap(\.self)
    }

    /// Whether the claim at a position disagrees with another one: much less work than all
    /// ``differences``.
    public func differs(at position: Int64) -> Bool {
        var focused = self
        focused.focus = position
        return !focused.differences.isEmpty
    }

    /// One claim's word on a field.
    struct Statement<Value> {
        let claim: PlacedClaim
        let value: Value
    }

    func statements<Value>(_ values: (Claim) -> [Value]) -> [Statement<Value>] {
        claims.flatMap { claim in
            values(claim.claim).map { Statement(claim: claim, value: $0) }
        }
    }

    /// What is said of a field, when two claims of those that can be compared differ in it.
    ///
    /// - Parameters:
    ///   - isComparable: Whether two speak of the same stage of the same thing.
    ///   - differ: Whether nothing can be what both say.
    func difference<Value>(
        _ field: Difference.Field, _ statements: [Statement<Value>],
        where isComparable: (Statement<Value>, Statement<Value>) -> Bool = { _, _ in true },
        by differ: (Value, Value) -> Bool, as shown: (Value) -> Difference.Value
    ) -> Difference? {
        var involved: Set<Int> = []
        for (index, one) in statements.enumerated()
        where focus == nil || one.claim.position == focus {
            let others = focus == nil ? statements[..<index] : statements[...]
            for (other, two) in others.enumerated()
            where one.claim.position != two.claim.position
                && isComparable(one, two) && differ(one.value, two.value)
            {
                involved.formUnion([index, other])
            }
        }
        if involved.isEmpty { return nil }
        let sides = statements.indices.filter { index in
            involved.contains(index)
                // Who says the same stands beside it.
                || involved.contains { isComparable(statements[index], statements[$0]) }
        }
        return Difference(
            field: field,
            sides: sides.map { index in
                .init(claim: statements[index].claim, value: shown(statements[index].value))
            })
    }
}
