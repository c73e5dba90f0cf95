import Testing

@testable import Filings

/// Differences in who is what to whom, and where.
@Suite struct RelationComparisonTests {
    private static func relation(
        _ subject: String, _ predicate: RelationPredicate, _ object: String,
        share: String? = nil
    ) -> ClaimRelation {
        ClaimRelation(
            subject: .init(name: subject.uppercased(), key: subject), predicate: predicate,
            object: .init(name: object), share: share.flatMap { ExactDecimal($0) })
    }

    @Test(
        arguments: [
            (relation("a", .parentOf, "C"), relation("b", .parentOf, "C"), ["relation"]),
            (relation("a", .parentOf, "C"), relation("a", .controls, "c"), []),
            (relation("a", .parentOf, "C"), relation("b", .investsIn, "C"), []),
            (relation("a", .mergesWith, "C"), relation("a", .mergesWith, "D"), ["relation"]),
            (
                relation("a", .owns, "C", share: "51"), relation("a", .owns, "C", share: "49.0"),
                ["share"]
            ),
            (
                relation("a", .owns, "C", share: "50"), relation("a", .owns, "C", share: "50.0"),
                []
            ),
            (
                relation("a", .owns, "C", share: "50"), relation("b", .owns, "D", share: "40"),
                ["relation"]
            ),
        ])
    func `relations differ in their ends and shares`(
        one: ClaimRelation, other: ClaimRelation, fields: [String]
    ) {
        let claims = [
            Claim.about("A") { $0.relation = one }, Claim.about("B") { $0.relation = other },
        ]
        #expect(ClaimComparison.fields(claims) == fields)
    }

    @Test(
        arguments: [
            ("issuer", "a", "b", ["party"]), ("issuer", "a", "a", []),
            ("investor", "a", "b", []), ("issuer", "a", nil, []),
        ] as [(String, String, String?, [String])])
    func `a role that one party has alone is compared by keys`(
        role: String, one: String, other: String?, fields: [String]
    ) {
        let claims = [
            Claim.about("A") { $0.parties = [ClaimParty(name: "A", role: role, key: one)] },
            Claim.about("B") { $0.parties = [ClaimParty(name: "B", role: role, key: other)] },
        ]
        #expect(ClaimComparison.fields(claims) == fields)
    }

    @Test(
        arguments: [
            ("Shanghai", "Pudong, SHANGHAI", []), ("Shanghai", "Beijing", ["place"]),
            ("上海", "上海浦东", []),
        ])
    func `a place within a place is no other place`(one: String, other: String, fields: [String]) {
        let claims = [Claim.about("A") { $0.place = one }, Claim.about("B") { $0.place = other }]
        #expect(ClaimComparison.fields(claims) == fields)
    }

    @Test func `who denies it disagrees`() {
        let claims = [Claim.about("A", .signed) { _ in }, Claim.about("B", .denied) { _ in }]
        #expect(ClaimComparison.fields(claims) == ["state"])
        #expect(ClaimComparison.fields([claims[1]]) == [])
    }

    @Test func `a claim speaks of its subject, its milestone and a parent`() {
        let claims: [(@Sendable (inout Claim) -> Void, [String])] = [
            ({ _ in }, ["thing"]), ({ $0.about = nil }, []),
            (
                { $0.milestone = ClaimMilestone(key: "plant", phase: .planned) },
                ["thing", "plant"]
            ),
            ({ $0.milestone = ClaimMilestone(key: "thing", phase: .planned) }, ["thing"]),
            ({ $0.relation = Self.relation("a", .parentOf, "C") }, ["thing"]),
            (
                {
                    $0.about = nil
                    $0.relation = Self.relation("a", .controls, "CXMT")
                }, ["cxmt/parent"]
            ),
            (
                {
                    $0.about = nil
                    $0.relation = Self.relation("a", .supplies, "CXMT")
                }, []
            ),
            (
                {
                    $0.about = nil
                    $0.backing = [ClaimBacking(source: "S2", stance: .differs)]
                }, ["claim/A"]
            ),
        ]
        for (index, (change, subjects)) in claims.enumerated() {
            #expect(Claim.about("A", .stated, change).subjects == subjects, "\(index)")
        }
    }
}
