import CanonicalJSON
import Projections
import Rendering

/// Companies and claims by name, alias, identifier or text, in any script.
public struct FindQuestion: Question {
    public var text: String
    /// At most so many companies and as many claims, from 1.
    public var limit: Int

    public init(_ text: String, limit: Int = 100) {
        self.text = text
        self.limit = limit
    }

    private static let fields: [Field] = [
        "found", "company", Field("title", .text), "match", "id", Field("kind", detail: true),
        Field("state", detail: true), .date("date", detail: true),
        Field("position", .number, detail: true), Field("by", detail: true),
    ]

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        if text.isEmpty { throw Failure("There is nothing to look for.", .usage) }
        let limits = try await ledger.limitsOfModels(
            try await texts.limits(in: ledger.store),
            reading: ReadModels.Table.ofCompanies + [.timeline])
        let (found, isWhole) = try await found(text, in: ledger.models, at: limits)
        let near = found.isEmpty ? try await Self.near(text, in: ledger.models, at: limits) : []
        var remarks = isWhole ? [] : ["there are more than \(limit); --limit shows them"]
        if found.isEmpty {
            let instead = near.isEmpty ? "" : "; similar spellings are shown"
            remarks.append("nothing found for \(text)\(instead)")
        }
        return Answer(
            RecordSet(fields: Self.fields, records: found + near, basis: limits.basis),
            remarks: remarks, hasFindings: !found.isEmpty)
    }

    private func found(
        _ text: String, in models: ReadModels, at limits: QuestionLimits
    ) async throws -> (records: [Record], isWhole: Bool) {
        let companies = try await models.companies(
            matching: text, at: limits.position, most: limit + 1)
        let texts = try await models.texts(
            matching: text, at: limits.position, asOf: limits.asOf, most: limit + 1)
        return (
            companies.prefix(limit).map { Self.record($0, asked: text) }
                + texts.prefix(limit).map { Self.record($0) },
            companies.count <= limit && texts.count <= limit
        )
    }

    private static func near(
        _ text: String, in models: ReadModels, at limits: QuestionLimits
    ) async throws -> [Record] {
        let companies = try await models.companies(spelledLike: text, at: limits.position)
        let texts = try await models.texts(
            spelledLike: text, at: limits.position, asOf: limits.asOf)
        return companies.map { record($0, asked: text) } + texts.map { record($0) }
    }

    /// A company with the name or identifier that matched.
    private static func record(_ company: ReadModels.Company, asked: String) -> Record {
        let texts = company.texts
        let match =
            texts.first { $0.lowercased() == asked.lowercased() }
            ?? texts.first { $0.lowercased().contains(asked.lowercased()) }
            ?? Suggestion.closest(to: asked, in: texts)
        return [
            "found": "company", "company": .string(company.key), "title": .string(company.name),
            "match": .string(match ?? (company.match == .similar ? company.name : asked)),
            "id": .string(company.stream.text), "by": .string(company.match.rawValue),
        ]
    }

    private static func record(_ found: ReadModels.FoundText) -> Record {
        let isFiling = found.record["kind"] == "filing"
        var record: Record = ["found": isFiling ? "filing" : "claim"]
        for name in ["company", "title", "id", "kind", "state", "date", "position"] {
            record[name] = found.record[name]
        }
        record["by"] = .string(found.match.rawValue)
        return record
    }
}
