/// Amounts of a company added up, each thing once and with its bound.
///
/// Claims about one thing are not added: the narrowest range that all of them allow stands for it
/// ("at least 17.1bn" and "at least 17.141bn" are at least 17.141bn), and where they disagree the
/// one that ``ConflictPolicy`` would choose. Currencies are never added, nor what one of them is
/// worth in another.
public struct AmountSum: Equatable, Sendable {
    /// What is spoken of, with all that is said of it.
    public struct Thing: Equatable, Sendable {
        /// `plant-shanghai/investment`, else `claim/F4`.
        public let about: String
        public let amount: ClaimAmount
        public let claims: [PlacedClaim]
        /// No amount is what all of them say.
        public let disagrees: Bool
    }

    /// By currency, then by what they are about.
    public let things: [Thing]

    /// The sum of each currency, in their order.
    ///
    /// A sum has an end only where every part of it has one, and is about where a part is.
    public var totals: [ClaimAmount] {
        let currencies = Set(things.map(\.amount.currency)).sorted()
        return currencies.compactMap { currency in
            Self.total(things.map(\.amount).filter { $0.currency == currency })
        }
    }

    /// - Parameter claims: Those in force that count; the first amount of each.
    public init(_ claims: [PlacedClaim]) {
        var groups: [String: [PlacedClaim]] = [:]
        for claim in claims {
            guard let amount = claim.claim.amount else { continue }
            let about = claim.claim.about ?? "claim/\(claim.claim.id)"
            groups["\(amount.currency) \(about)", default: []].append(claim)
        }
        things = groups.keys.sorted().compactMap { key in
            Self.thing(String(key.drop { $0 != " " }.dropFirst()), groups[key] ?? [])
        }
    }

    private static func thing(_ about: String, _ claims: [PlacedClaim]) -> Thing? {
        let amounts = claims.compactMap(\.claim.amount)
        guard let first = amounts.first else { return nil }
        let disagrees = amounts.indices.contains { index in
            amounts[..<index].contains { $0.excludes(amounts[index]) }
        }
        if disagrees {
            let sides = claims.compactMap { claim in
                claim.claim.amount.map { Difference.Side(claim: claim, value: .amount($0)) }
            }
            let chosen = ConflictPolicy.choice(among: sides).map { amounts[$0] } ?? first
            return Thing(about: about, amount: chosen, claims: claims, disagrees: true)
        }
        return Thing(
            about: about, amount: narrowest(amounts) ?? first, claims: claims, disagrees: false)
    }

    /// What all of the amounts allow; a figure that is only "about" counts where there is no other.
    private static func narrowest(_ amounts: [ClaimAmount]) -> ClaimAmount? {
        let firm = amounts.filter { $0.bound != .about }
        guard var narrowest = firm.first else { return amounts.first }
        for amount in firm.dropFirst() {
            let (one, other) = (narrowest.range, amount.range)
            let low = [one.low, other.low].compactMap(\.self).max { $0.isLess(than: $1) }
            let high = [one.high, other.high].compactMap(\.self).min { $0.isLess(than: $1) }
            // Ends that are not numbers themselves ("more than") stay what their source said.
            if one.isStrict || other.isStrict { continue }
            guard
                let both = ClaimAmount(low: low, high: high, currency: amount.currency)
            else { continue }
            narrowest = both
        }
        return narrowest
    }

    private static func total(_ amounts: [ClaimAmount]) -> ClaimAmount? {
        guard let first = amounts.first else { return nil }
        if amounts.count == 1 { return first }
        if amounts.contains(where: { $0.bound == .about }) {
            let values = amounts.map(\.value)
            let sum = values.dropFirst().reduce(values[0]) { $0.adding($1) }
            return ClaimAmount(value: sum, currency: first.currency, bound: .about)
        }
        let ranges = amounts.map(\.range)
        return ClaimAmount(
            low: sum(ranges.map(\.low)), high: sum(ranges.map(\.high)), currency: first.currency)
    }

    /// - Returns: `nil` when one of them is not known.
    private static func sum(_ ends: [ExactDecimal?]) -> ExactDecimal? {
        let known = ends.compactMap(\.self)
        guard known.count == ends.count, let first = known.first else { return nil }
        return known.dropFirst().reduce(first) { $0.adding($1) }
    }
}

extension ClaimAmount {
    fileprivate var range: FigureRange { FigureRange(value, bound: bound, upper: upper) }

    /// - Returns: `nil` without any end.
    fileprivate init?(low: ExactDecimal?, high: ExactDecimal?, currency: String) {
        switch (low, high) {
        case (nil, nil): return nil
        case (let low?, nil): self.init(value: low, currency: currency, bound: .atLeast)
        case (nil, let high?): self.init(value: high, currency: currency, bound: .atMost)
        case (let low?, let high?):
            let isOne = !low.isLess(than: high) && !high.isLess(than: low)
            self.init(
                value: low, currency: currency, bound: isOne ? .exact : .between,
                upper: isOne ? nil : high)
        }
    }
}
