import Filings
import Testing

@Suite struct AmountSumTests {
    private static func claim(
        _ id: String, _ value: String, _ currency: String = "CNY", bound: AmountBound = .exact,
        upper: String? = nil, about: String? = nil, tier: SourceTier = .secondary
    ) throws -> PlacedClaim {
        var claim = Claim(
            id: id, company: "acme", kind: .investment, title: "t",
            source: ClaimSource(title: id, tier: tier))
        claim.about = about
        claim.amount = ClaimAmount(
            value: try #require(ExactDecimal(value)), currency: currency, bound: bound,
            upper: upper.flatMap { ExactDecimal($0) })
        return PlacedClaim(claim, position: 1)
    }

    private static func text(_ amount: ClaimAmount) -> String {
        "\(amount.bound.rawValue) \(amount.value.text)"
            + (amount.upper.map { "..\($0.text)" } ?? "") + " \(amount.currency)"
    }

    @Test(
        arguments: [
            ("1", "2", "3"), ("0", "0", "0"), ("999", "1", "1000"), ("0.05", "0.95", "1.00"),
            ("-5", "3", "-2"), ("5", "-3", "2"), ("3", "-5", "-2"), ("-5", "-3", "-8"),
            ("1.5", "-1.5", "0.0"), ("17100000000", "0.25", "17100000000.25"),
            ("99999999999999999999999999", "1", "100000000000000000000000000"),
            ("-0.01", "0.1", "0.09"), ("100", "-99.999", "0.001"),
        ])
    func `numbers are added digit by digit`(one: String, other: String, sum: String) throws {
        let (left, right) = (try #require(ExactDecimal(one)), try #require(ExactDecimal(other)))
        #expect(left.adding(right).text == sum)
        #expect(right.adding(left).text == sum)
    }

    @Test func `adding is that of whole numbers`() throws {
        for left in stride(from: -1_050, through: 1_050, by: 37) {
            for right in stride(from: -1_050, through: 1_050, by: 41) {
                let sum = try #require(ExactDecimal("\(left)"))
                    .adding(try #require(ExactDecimal("\(right)")))
                #expect(sum.text == "\(left + right)")
            }
        }
    }

    @Test func `a bound that another refines is one amount, and its sign is kept`() throws {
        let sum = AmountSum([
            try Self.claim("F3", "17100000000", bound: .atLeast, about: "plant"),
            try Self.claim("X2", "17141000000", bound: .atLeast, about: "plant"),
            try Self.claim("F4", "2400000000", "USD", bound: .about),
        ])
        #expect(
            sum.things.map { Self.text($0.amount) } == [
                "atLeast 17141000000 CNY", "about 2400000000 USD",
            ])
        #expect(sum.things[0].claims.map(\.claim.id) == ["F3", "X2"])
        #expect(sum.totals.map(Self.text) == ["atLeast 17141000000 CNY", "about 2400000000 USD"])
    }

    @Test(
        arguments: [
            (AmountBound.exact, AmountBound.exact, "exact 30 CNY"),
            (.exact, .atLeast, "atLeast 30 CNY"), (.atMost, .exact, "atMost 30 CNY"),
            (.about, .exact, "about 30 CNY"),
        ])
    func `a total has the ends that all its parts have`(
        one: AmountBound, other: AmountBound, total: String
    ) throws {
        let sum = AmountSum([
            try Self.claim("A", "10", bound: one), try Self.claim("B", "20", bound: other),
        ])
        #expect(sum.totals.map(Self.text) == [total])
    }

    @Test func `where an end is missing on either side there is no total`() throws {
        let sum = AmountSum([
            try Self.claim("A", "10", bound: .atMost), try Self.claim("B", "20", bound: .atLeast),
        ])
        #expect(sum.totals.isEmpty && sum.things.count == 2)
    }

    @Test func `where claims disagree the nearest source counts, and it is said`() throws {
        let sum = AmountSum([
            try Self.claim("A", "10", about: "x"),
            try Self.claim("B", "12", about: "x", tier: .primary),
            try Self.claim("C", "5", upper: nil, about: "y"),
        ])
        #expect(sum.things.map(\.disagrees) == [true, false])
        #expect(sum.totals.map(Self.text) == ["exact 17 CNY"])
    }
}
