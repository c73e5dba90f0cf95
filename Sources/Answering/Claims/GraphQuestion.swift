import CanonicalJSON
import EventStorage
import Filings
import Projections
import Rendering

/// A company's relations and roles: who is what to whom, and who says so.
public struct GraphQuestion: Question {
    public var company: String

    public init(of company: String) { self.company = company }

    private static let fields: [Field] = [
        "link", Field("subject", .text), "relation", Field("object", .text),
        Field("share", .number, detail: true), "claim", "state", .date("date"), "tier",
        Field("subjectKey", detail: true), Field("objectKey", detail: true),
        Field("company", detail: true), Field("title", .text, detail: true),
        Field("note", .text, detail: true),
        Field(
            "source", .text, members: ["title", "publisher", "url", "tier", "quote", "sha256"],
            detail: true),
        Field("position", .number, detail: true),
    ]

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        try await relations(at: texts, in: ledger).answer
    }

    /// The answer, and the same in the DOT language of Graphviz.
    public func relations(
        at texts: LimitTexts, in ledger: Ledger
    ) async throws -> (answer: Answer, dot: String) {
        let limits = try await ledger.limitsOfModels(
            try await texts.limits(in: ledger.store),
            reading: ReadModels.Table.ofCompanies + [.relations])
        let company = try await ledger.company(company, at: limits)
        let relations = try await Self.relations(of: company, ledger, limits)
        let caption =
            "\(company.name), public \(limits.asOf.map { "as of \($0.text)" } ?? "to date"), "
            + "recorded by #\(limits.position)"
        let isEmpty = relations.records.isEmpty
        return (
            Answer(
                relations, remarks: isEmpty ? ["no relation of \(company.name) is known"] : []),
            RelationGraph.dot(relations.records, name: company.name, caption: caption)
        )
    }

    public static func relations(
        of company: ReadModels.Company, _ ledger: Ledger, _ limits: QuestionLimits
    ) async throws -> RecordSet {
        let relations =
            if let day = limits.asOf {
                try await ledger.models.relations(
                    of: company.stream, at: limits.position, asOf: day)
            } else {
                try await ledger.models.relations(of: company.stream, at: limits.position)
            }
        let records = relations.flatMap { relation -> [Record] in
            let isOwn = relation.company == company.stream
            return Self.records(of: relation, in: isOwn ? company.name : nil, asked: company)
        }
        return RecordSet(fields: fields, records: records, basis: limits.basis)
    }

    /// - Parameter name: What the claim's company is called; its key when `nil`.
    private static func records(
        of relation: ReadModels.ClaimedRelation, in name: String?, asked: ReadModels.Company
    ) -> [Record] {
        let claim = relation.claim.claim
        let key = relation.company.companyKey
        var records: [Record] = []
        if let link = claim.relation {
            var record: Record = ["link": "relation", "subject": .string(link.subject.name)]
            record["relation"] = .string(link.predicate.text)
            record["object"] = .string(link.object.name)
            record["share"] = link.share.map { .string($0.text) }
            record["subjectKey"] = link.subject.key.map { .string($0) }
            record["objectKey"] = link.object.key.map { .string($0) }
            records.append(record)
        }
        // In another's history only the roles of the company that was asked about.
        let parties = claim.parties.filter { name != nil || $0.key == asked.key }
        for party in parties {
            var record: Record = ["link": "role", "subject": .string(party.name)]
            record["relation"] = .string(party.role)
            record["subjectKey"] = party.key.map { .string($0) }
            record["note"] = party.note.map { .string($0) }
            if party.key != key {
                record["object"] = .string(name ?? key)
                record["objectKey"] = .string(key)
            }
            records.append(record)
        }
        return records.map { described($0, by: relation.claim, of: key) }
    }

    private static func described(
        _ record: Record, by placed: PlacedClaim, of company: String
    ) -> Record {
        var record = record
        let claim = placed.claim
        record["claim"] = .string(claim.id)
        record["state"] = .string(claim.state.text)
        record["date"] = claim.date?.json
        record["tier"] = claim.source.tier.map { .string($0.rawValue) }
        record["company"] = .string(company)
        record["title"] = .string(claim.title)
        record["source"] = .object(claim.source.json)
        record["position"] = .integer(placed.position)
        return record
    }
}
