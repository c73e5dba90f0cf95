import Testing

@testable import Filings

@Suite struct ConflictPolicyTests {
    private static func side(
        _ id: String, _ tier: SourceTier?, _ value: Difference.Value, known: String? = nil,
        backedBy backing: Int = 0, source: String? = nil
    ) -> Difference.Side {
        var claim = Claim(
            id: id, company: "acme", kind: .milestone, title: "t",
            source: ClaimSource(title: id, tier: tier))
        claim.knownOn = known.flatMap { CivilDay($0) }
        claim.backing = (0..<backing).map { ClaimBacking(source: "B\($0)") }
        return Difference.Side(
            claim: PlacedClaim(claim, position: Int64(id.count)), value: value, source: source)
    }

    private static let inferred: Difference.Value = {
        var date = UncertainDate(day: CivilDay(daysSinceEpoch: 1))
        date.status = .inferred
        return .date(date)
    }()

    private static let stated = Difference.Value.date(
        UncertainDate(day: CivilDay(daysSinceEpoch: 2)))

    private static let rows: [(sides: [Difference.Side], chosen: Int?)] = [
        ([], nil),
        ([side("A", .secondary, .text("x")), side("B", .primary, .text("y"))], 1),
        ([side("A", .wire, .text("x")), side("B", .secondary, .text("y"))], 0),
        ([side("A", .secondary, .text("x")), side("B", .derived, .text("y"))], 0),
        ([side("A", .wire, inferred), side("B", .wire, stated)], 1),
        // Two against one, then a backing.
        (
            [
                side("A", .wire, .text("x"), known: "2024-01-01"),
                side("BB", .wire, .text("x"), known: "2024-01-01"),
                side("C", .wire, .text("y"), known: "2025-01-01"),
            ], 1
        ),
        (
            [
                side("A", .wire, .text("x"), backedBy: 1),
                side("B", .wire, .text("y"), known: "2025-01-01"),
            ], 0
        ),
        (
            [
                side("A", .wire, .text("x"), known: "2024-01-01"),
                side("B", .wire, .text("y"), known: "2025-01-01"),
            ], 1
        ),
        // Only quoted beside a claim: its own tier is not known.
        ([side("A", .secondary, .text("x")), side("B", .primary, .text("y"), source: "S9")], 0),
        ([side("A", nil, .text("x")), side("BB", nil, .text("y"))], 1),
    ]

    @Test(arguments: rows.indices)
    func `one side is chosen, and by what`(row: Int) {
        #expect(ConflictPolicy.choice(among: Self.rows[row].sides) == Self.rows[row].chosen)
    }
}
