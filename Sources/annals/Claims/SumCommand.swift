import ArgumentParser
import CanonicalJSON
import Filings
import Projections
import Rendering

struct SumCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sum",
        abstract: "A company's amounts added up, each thing once, with their bounds.",
        discussion: """
            Claims about one thing are one amount: the narrowest that all of them allow. Currencies \
            are not added to each other. One record for each thing, and one for each currency's total.
            """)

    @Argument(
        help: "The company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String

    @Option(help: ArgumentHelp("Only claims of this kind, as investment; may be repeated."))
    var kind: [String] = []

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    private static let fields: [Field] = [
        "about", .amount("amount"), Field("claims", .list), Field("disagrees", detail: true),
        Field("positions", .list, detail: true),
    ]

    func run() async throws {
        try await database.withLog { ledger in
            let limits = try await ledger.limitsOfModels(
                try await question.limits(in: ledger.store), reading: ReadModels.Table.ofCompanies)
            let company = try await ledger.company(company, at: limits)
            let claims = try await ledger.book(of: company.stream, at: limits).inForce
                .filter { $0.claim.amount != nil }
            try check(kinds: Set(claims.map(\.claim.kind.text)).sorted())
            let sum = AmountSum(
                claims.filter { kind.isEmpty || kind.contains($0.claim.kind.text) }
                    .map { PlacedClaim($0.claim, position: $0.event.position) })
            let totals = sum.totals.map { amount -> Record in
                ["about": .string("total \(amount.currency)"), "amount": .object(amount.json)]
            }
            try output.show(
                RecordSet(
                    fields: Self.fields,
                    records: sum.things.map { Self.record(of: $0, ascii: output.ascii) } + totals,
                    basis: limits.basis))
            StandardOutput.flush()
            if sum.things.isEmpty {
                StandardError.print("annals: no amount of \(company.name) is known")
            }
        }
    }

    private func check(kinds known: [String]) throws(CommandFailure) {
        // A kind that is none of this company's, or not yet by then, is an empty answer.
        let all = known + ClaimKind.known.map(\.text)
        guard let unknown = kind.first(where: { !all.contains($0) }) else { return }
        let nearest = Suggestion.closest(to: unknown, in: all).map { " Did you mean \($0)?" }
        throw CommandFailure(
            "No amount is of kind \(unknown); there are \(known.joined(separator: ", "))."
                + (nearest ?? ""), .usage)
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
