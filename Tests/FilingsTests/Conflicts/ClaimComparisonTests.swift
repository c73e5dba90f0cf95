import CanonicalJSON
import Testing

@testable import Filings

@Suite struct ClaimComparisonTests {
    @Test(
        arguments: [
            (.accepted, "2025-12-30", .accepted, "2026-01-08", true),
            (.accepted, "2025-12-30", .accepted, "2025-12", false),
            (.accepted, "2025-12-30", .accepted, nil, false),
            // A later stage is another day.
            (.announced, "2025-12-30", .signed, "2026-01-08", false),
            (.planned, "2026-06", .replanned, "2026-12", false),
        ] as [(ClaimState, String, ClaimState, String?, Bool)])
    func `dates of one stage differ without a common day`(
        first: ClaimState, one: String, second: ClaimState, other: String?, differ: Bool
    ) throws {
        let claims = [
            try Claim.about("A", first) { $0.date = try .reading(one) },
            try Claim.about("B", second) { $0.date = try other.map { try .reading($0) } },
        ]
        #expect(ClaimComparison.fields(claims) == (differ ? ["date"] : []))
    }

    @Test(
        arguments: [
            ("at least CNY 17.1bn", "at least CNY 17.141bn", false),
            ("CNY 10.8bn", "CNY 10.8bn", false), ("CNY 10.8bn", "CNY 10.9bn", true),
            ("at least CNY 2bn", "CNY 1bn", true), ("at least CNY 1bn", "CNY 1bn", false),
            ("more than CNY 1bn", "CNY 1bn", true), ("up to CNY 1bn", "CNY 1bn", false),
            ("less than CNY 1bn", "at least CNY 1bn", true),
            ("up to CNY 1bn", "at least CNY 2bn", true),
            ("between 1 and 2 billion yuan", "CNY 2bn", false),
            ("between 1 and 2 billion yuan", "CNY 2.1bn", true),
            ("about CNY 1bn", "CNY 9bn", false), ("CNY 1bn", "USD 2bn", false),
        ])
    func `amounts differ when no number can be both`(
        one: String, other: String, differ: Bool
    ) throws {
        let claims = [
            try Claim.about("A") { $0.amount = try .reading(one) },
            try Claim.about("B") { $0.amount = try .reading(other) },
        ]
        #expect(ClaimComparison.fields(claims) == (differ ? ["amount"] : []))
        #expect(ClaimComparison.fields(claims.reversed()) == (differ ? ["amount"] : []))
    }

    @Test(
        arguments: [
            (nil, nil, true), ("whole", "whole", true), ("whole", "part", false),
            (nil, "whole", true),
        ] as [(String?, String?, Bool)])
    func `amounts of two things are not compared`(
        one: String?, other: String?, differ: Bool
    ) throws {
        let claims = try zip(["A", "B"], [("1", one), ("2", other)]).map { id, amount in
            try Claim.about(id) {
                $0.amount = try .reading("CNY \(amount.0)bn")
                $0.amount?.label = amount.1
            }
        }
        #expect(ClaimComparison.fields(claims) == (differ ? ["amount"] : []))
    }

    @Test func `a further amount is compared by its label`() throws {
        let labelled = try ClaimAmount.reading("CNY 3bn")
        let first = try Claim.about("A") {
            $0.amount = try .reading("CNY 1bn")
            $0.otherAmounts = [labelled, labelled]
            $0.otherAmounts[1].label = "whole"
        }
        let second = try Claim.about("B") {
            $0.amount = try .reading("CNY 9bn")
            $0.amount?.label = "whole"
        }
        #expect(ClaimComparison.fields([first, second]) == ["amount"])
        let third = try Claim.about("C") {
            $0.amount = try .reading("CNY 1bn")
            $0.otherAmounts = [try .reading("CNY 5bn")]
        }
        #expect(ClaimComparison.fields([first, third]) == [])
    }

    @Test(
        arguments: [
            (.planned, .completed, false), (.planned, .planned, true), (.stated, .signed, true),
            (.required, .planned, false),
        ] as [(ClaimState, ClaimState, Bool)])
    func `what came of a plan does not contradict it`(
        one: ClaimState, other: ClaimState, differ: Bool
    ) throws {
        let claims = [
            try Claim.about("A", one) { $0.amount = try .reading("CNY 1bn") },
            try Claim.about("B", other) { $0.amount = try .reading("CNY 2bn") },
        ]
        #expect(ClaimComparison.fields(claims) == (differ ? ["amount"] : []))
    }

    @Test(
        arguments: [
            ("wafers", "wafers", "month", true), ("wafers", "pieces", "month", false),
            ("wafers", "wafers", "year", false),
        ])
    func `quantities are compared in one unit and period`(
        one: String, other: String, per: String, differ: Bool
    ) throws {
        let numbers = try (#require(ExactDecimal("1")), #require(ExactDecimal("2")))
        let claims = [
            Claim.about("A") {
                $0.quantities = [ClaimQuantity(value: numbers.0, unit: one, per: "month")]
            },
            Claim.about("B") {
                $0.quantities = [ClaimQuantity(value: numbers.1, unit: other, per: per)]
            },
        ]
        #expect(ClaimComparison.fields(claims) == (differ ? ["quantity"] : []))
    }

    @Test func `of a milestone the name and what was reached are compared, not its plans`() throws {
        func point(_ id: String, _ phase: MilestonePhase, _ date: String, _ name: String) throws
            -> Claim
        {
            try Claim.about(id, .stated) {
                $0.about = nil
                $0.date = try .reading(date)
                $0.milestone = ClaimMilestone(key: "plant/start", phase: phase, name: name)
            }
        }
        let plans = [
            try point("A", .planned, "2026-06", "start"),
            try point("B", .planned, "2027-06", "Start"),
        ]
        #expect(ClaimComparison.fields(plans, about: "plant/start") == [])
        let other = try point("C", .reached, "2026-06-01", "production")
        #expect(ClaimComparison.fields(plans + [other], about: "plant/start") == ["name"])
        let late = try point("D", .reached, "2026-06-02", "production")
        #expect(ClaimComparison.fields([other, late], about: "plant/start") == ["date"])
    }

    @Test func `a source that differs stands beside the claim with its words`() {
        let claim = Claim.about("A") {
            $0.source.quote = "signed a deal"
            $0.backing = [
                ClaimBacking(source: "S2"),
                ClaimBacking(source: "S5", stance: .differs, quote: "proposes"),
                ClaimBacking(source: "S6", stance: .differs, note: "says nothing of a deal"),
                ClaimBacking(source: "S7", stance: .differs),
            ]
        }
        var comparison = ClaimComparison("thing")
        comparison.take(claim, at: 4)
        let sides = comparison.differences.flatMap(\.sides)
        #expect(
            sides.map(\.value) == [
                .text("signed a deal"), .text("proposes"), .text("says nothing of a deal"),
                .text("differs"),
            ])
        #expect(sides.map(\.source) == [nil, "S5", "S6", "S7"])
        #expect(sides.allSatisfy { $0.claim.position == 4 })
    }

    @Test func `who agrees with a side stands beside it`() throws {
        let claims = try [("A", "2025-12-30"), ("B", "2025-12-30"), ("C", "2026-01-08")].map {
            id, day in try Claim.about(id, .accepted) { $0.date = try .reading(day) }
        }
        var comparison = ClaimComparison("thing")
        for (index, claim) in claims.enumerated() { comparison.take(claim, at: Int64(index)) }
        #expect(comparison.differences.first?.sides.map(\.claim.claim.id) == ["A", "B", "C"])
        // The one that differed agrees now.
        comparison.take(claims[0], at: 8)
        var corrected = claims[2]
        corrected.date = claims[0].date
        comparison.take(corrected, at: 9)
        #expect(comparison.differences.isEmpty)
        #expect(comparison.claims.map(\.position) == [1, 8, 9])
    }

    @Test func `a placed claim is read back as it was written`() throws {
        let placed = PlacedClaim(
            try Claim.about("A") { $0.amount = try .reading("at least CNY 1bn") }, position: 7)
        #expect(try PlacedClaim(json: placed.json) == placed)
        #expect(throws: EventDataError.missing(type: Claim.type, field: "claim")) {
            try PlacedClaim(json: ["position": 1])
        }
    }
}
