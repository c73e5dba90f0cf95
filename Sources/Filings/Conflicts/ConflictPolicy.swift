/// Which of several values that disagree is shown first. It never hides the others, and changes no
/// claim.
public enum ConflictPolicy {
    /// The name of the rule, as answers state it.
    ///
    /// The source that stands nearest to the fact: primary before wire, secondary and derived. Among
    /// equals what is stated goes before what is inferred; then what more sources say; then what
    /// became public last, for it can know of the others; then what was recorded last.
    public static let name = "nearest-stated-most-newest@1"

    /// - Returns: The place of the chosen side; `nil` when there is none.
    public static func choice(among sides: [Difference.Side]) -> Int? {
        sides.indices.max { rank(of: sides[$0], among: sides) < rank(of: sides[$1], among: sides) }
    }

    private static func rank(
        of side: Difference.Side, among sides: [Difference.Side]
    ) -> (Int, Int, Int, Int, Int64) {
        let claim = side.claim.claim
        // Of a source that is only quoted beside a claim nothing more is known.
        let tier = side.source == nil ? claim.source.tier : nil
        let day = claim.publicBy?.daysSinceEpoch ?? .min
        let agreeing = sides.filter { $0.value == side.value }.map { other in
            1 + other.claim.claim.backing.count { $0.stance == .agrees }
        }
        return (
            nearness(of: tier), isStated(side.value) ? 1 : 0, agreeing.reduce(0, +), day,
            side.claim.position
        )
    }

    private static func nearness(of tier: SourceTier?) -> Int {
        switch tier {
        case .primary: 4
        case .wire: 3
        case .secondary: 2
        case .derived: 1
        case nil: 0
        }
    }

    private static func isStated(_ value: Difference.Value) -> Bool {
        guard case .date(let date) = value else { return true }
        return date.status == .stated
    }
}
