import CanonicalJSON
import EventStorage
import Filings
import Projections
import Rendering

/// Where sources disagree: what each of them says, side by side.
public struct ConflictsQuestion: Question {
    /// `nil` for all companies.
    public var company: String?

    public init(of company: String? = nil) { self.company = company }

    private static let fields: [Field] = [
        "company", "about", "field", Field("value", .text), "claim", "tier", "chosen",
        Field(
            "source", .text, members: ["title", "publisher", "url", "tier", "quote", "sha256"],
            detail: true),
        Field("position", .number, detail: true), Field("opened", .number, detail: true),
        Field("kind", detail: true), Field("state", detail: true),
        Field("title", .text, detail: true), Field("policy", detail: true),
    ]

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let limits = try await ledger.limitsOfModels(
            try await texts.limits(in: ledger.store),
            reading: ReadModels.Table.ofCompanies + [.conflicts])
        var asked: ReadModels.Company?
        if let company { asked = try await ledger.company(company, at: limits) }
        let conflicts = try await Self.conflicts(of: asked?.stream, ledger, limits)
        let isEmpty = conflicts.records.isEmpty
        let whose = asked.map { " of \($0.name)" } ?? ""
        return Answer(
            conflicts, remarks: isEmpty ? ["no conflict\(whose) is known"] : [],
            hasFindings: !isEmpty)
    }

    public static func conflicts(
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
