import CanonicalJSON
import Filings
import Projections
import Rendering

/// A company's amounts added up, each thing once, with their bounds.
public struct SumQuestion: Question {
    public var company: String
    /// Only claims of these kinds, as `investment`.
    public var kinds: [String]
    /// Only 7-bit signs of bounds.
    public var ascii: Bool

    public init(of company: String, kinds: [String] = [], ascii: Bool = false) {
        self.company = company
        self.kinds = kinds
        self.ascii = ascii
    }

    private static let fields: [Field] = [
        "about", .amount("amount"), Field("claims", .list), Field("disagrees", detail: true),
        Field("positions", .list, detail: true),
    ]

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let limits = try await ledger.limitsOfModels(
            try await texts.limits(in: ledger.store), reading: ReadModels.Table.ofCompanies)
        let company = try await ledger.company(company, at: limits)
        let claims = try await ledger.book(of: company.stream, at: limits).inForce
            .filter { $0.claim.amount != nil }
        try check(kinds: Set(claims.map(\.claim.kind.text)).sorted())
        let sum = AmountSum(
            claims.filter { kinds.isEmpty || kinds.contains($0.claim.kind.text) }
                .map { PlacedClaim($0.claim, position: $0.event.position) })
        let totals = sum.totals.map { amount -> Record in
            ["about": .string("total \(amount.currency)"), "amount": .object(amount.json)]
        }
        return Answer(
            RecordSet(
                fields: Self.fields,
                records: sum.things.map { Self.record(of: $0, ascii: ascii) } + totals,
                basis: limits.basis),
            remarks: sum.things.isEmpty ? ["no amount of \(company.name) is known"] : [])
    }

    private func check(kinds known: [String]) throws(Failure) {
        // A kind that is none of this company's, or not yet by then, is an empty answer.
        let all = known + ClaimKind.known.map(\.text)
        guard let unknown = kinds.first(where: { !all.contains($0) }) else { return }
        let nearest = Suggestion.closest(to: unknown, in: all).map { " Did you mean \($0)?" }
        throw Failure(
            "No amount is of kind \(unknown); there are \(known.joined(separator: ", "))."
                + (nearest ?? ""), .usage, .missing)
    }

    private static func record(of thing: AmountSum.Thing, ascii: Bool) -> Record {
        [
            "about": .string(thing.about), "amount": .object(thing.amount.json),
            "claims": .array(
                thing.claims.map { claim in
                    let said = claim.claim.amount.flatMap {
                        AmountText.short($0.json, ascii: ascii)
                    }
                    let tier = claim.claim.source.tier.map { " \($0.rawValue)" } ?? ""
                    return [
                        "claim": .string(claim.claim.id),
                        "name": .string("\(claim.claim.id) \(said ?? "")\(tier)"),
                    ]
                }), "disagrees": .bool(thing.disagrees),
            "positions": .array(thing.claims.map { .integer($0.position) }),
        ]
    }
}
