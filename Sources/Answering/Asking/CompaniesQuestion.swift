import CanonicalJSON
import Projections
import Rendering

/// All companies by key, so many at a time, or one of them whole.
public struct CompaniesQuestion: Question {
    /// Only this one; `nil` for all.
    public var company: String?
    /// Only those whose key comes after this one.
    public var after: String
    /// At most so many, from 1.
    public var most: Int

    public init(_ company: String? = nil, after: String = "", most: Int = 1_000) {
        self.company = company
        self.after = after
        self.most = most
    }

    private static let fields: [Field] = [
        "company", Field("name", .text), Field("names", .list, detail: true),
        Field("identifiers", .list, detail: true), Field("described", .text, detail: true),
    ]

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let limits = try await ledger.limitsOfModels(
            try await texts.limits(in: ledger.store), reading: ReadModels.Table.ofCompanies)
        let companies =
            if let company {
                [try await ledger.company(company, at: limits)]
            } else {
                try await ledger.models.companies(
                    afterKey: after, most: most, at: limits.position)
            }
        return Answer(
            RecordSet(
                fields: Self.fields, records: companies.map(Self.record), basis: limits.basis))
    }

    private static func record(of company: ReadModels.Company) -> Record {
        var record: Record = ["company": .string(company.key), "name": .string(company.name)]
        record["names"] = .array(company.names.map { .object($0) })
        record["identifiers"] = .array(company.identifiers.map { .object($0) })
        record["described"] = company.described.map { .object($0) }
        return record
    }
}
