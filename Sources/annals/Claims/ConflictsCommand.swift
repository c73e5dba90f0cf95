import ArgumentParser
import CanonicalJSON
import Filings
import Projections
import Rendering

struct ConflictsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: "Where sources disagree: what each of them says, side by side.",
        discussion: """
            One record for each side of a disagreement: the field, the value, the claim and its \
            source. One of them is marked as chosen, by the policy that the record names; the \
            others stay. Plans that replace plans are no conflict, see annals milestones.

            With --exit-code: 3 when there is one.
            """)

    @Argument(
        help: "Only of this company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String?

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    private static let fields: [Field] = [
        "company", "about", "field", Field("value", .text), "claim", "tier", "chosen",
        Field(
            "source", .text, members: ["title", "publisher", "url", "tier", "quote", "sha256"],
            detail: true),
        Field("position", .number, detail: true), Field("opened", .number, detail: true),
        Field("kind", detail: true), Field("state", detail: true),
        Field("title", .text, detail: true), Field("policy", detail: true),
    ]

    func run() async throws {
        try await database.withLog { ledger in
            let limits = try await ledger.limitsOfModels(
                try await question.limits(in: ledger.store),
                reading: ReadModels.Table.ofCompanies + [.conflicts])
            var asked: ReadModels.Company?
            if let company { asked = try await ledger.company(company, at: limits) }
            let conflicts = try await Self.conflicts(of: asked?.stream, ledger, limits)
            try output.show(conflicts)
            StandardOutput.flush()
            if conflicts.records.isEmpty {
                let whose = asked.map { " of \($0.name)" } ?? ""
                StandardError.print("annals: no conflict\(whose) is known")
            } else if output.exitCode {
                throw ExitStatus.findings.exitCode
            }
        }
    }

    static func conflicts(
        of company: StreamName?, _ ledger: Ledger, _ limits: QuestionLimits
    ) async throws -> RecordSet {
        let conflicts =
            if let day = limits.asOf {
                try await ledger.models.conflicts(of: company, at: limits.position, asOf: day)
            } else { try await ledger.models.conflicts(of: company, at: limits.position) }
        return RecordSet(
            fields: fields, records: conflicts.flatMap { records(of: $0) }, basis: limits.basis)
    }

    private static func records(of conflict: ReadModels.Conflict) -> [Record] {
        conflict.differences.flatMap { difference in
            let chosen = ConflictPolicy.choice(among: difference.sides)
            return difference.sides.enumerated().map { index, side in
                var record = record(of: side, in: difference.field, of: conflict)
                record["chosen"] = .bool(index == chosen)
                record["policy"] = .string(ConflictPolicy.name)
                return record
            }
        }
    }

    private static func record(
        of side: Difference.Side, in field: Difference.Field, of conflict: ReadModels.Conflict
    ) -> Record {
        let claim = side.claim.claim
        let company = conflict.company.companyKey
        var record: Record = [
            "company": .string(company), "about": .string(conflict.comparison.subject),
            "field": .string(field.rawValue), "value": .string(text(of: side.value)),
            "claim": .string(claim.id),
        ]
        if let other = side.source {
            // Beside the claim, not its own: of it only what the claim calls it is known.
            record["source"] = ["title": .string(other)]
        } else {
            record["tier"] = claim.source.tier.map { .string($0.rawValue) }
            record["source"] = .object(claim.source.json)
        }
        record["position"] = .integer(side.claim.position)
        record["opened"] = .integer(conflict.opened)
        record["kind"] = .string(claim.kind.text)
        record["state"] = .string(claim.state.text)
        record["title"] = .string(claim.title)
        return record
    }

    private static func text(of value: Difference.Value) -> String {
        switch value {
        case .date(let date): date.edtf ?? DateText.bounds(date)
        case .amount(let amount): AmountText.short(amount.json) ?? amount.value.text
        case .quantity(let quantity): self.text(of: quantity)
        case .text(let text): text
        }
    }

    /// `30000 wafers per month`
    private static func text(of quantity: ClaimQuantity) -> String {
        let sign = quantity.bound.sign.isEmpty ? "" : quantity.bound.sign + " "
        let upper = quantity.upper.map { " to \($0.text)" } ?? ""
        let per = quantity.per.map { " per \($0)" } ?? ""
        return "\(sign)\(quantity.value.text)\(upper) \(quantity.unit)\(per)"
    }
}
