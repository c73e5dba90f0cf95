import EventStorage
import Filings
import Projections
import Rendering

/// Every value of a company with the event, source and person behind it.
public struct BlameQuestion: Question {
    public var company: String
    /// Only what has these words, in this order: `plant.capacity`.
    public var path: String?
    public var ascii: Bool

    public init(of company: String, path: String? = nil, ascii: Bool = false) {
        self.company = company
        self.path = path
        self.ascii = ascii
    }

    private static let fields: [Field] = [
        "path", "field", Field("value", .text), Field("position", .number), "recordedBy",
        Field("recordedAt", detail: true), Field("source", .text, detail: true), "tier",
        Field("quote", .text, detail: true), Field("earlier", .list, detail: true), "claim",
        Field("entrySHA256", detail: true),
        Field("sourceSHA256", detail: true), Field("reason", .text, detail: true),
        Field("url", .text, detail: true), Field("title", .text, detail: true),
    ]

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let limits = try await ledger.limitsOfModels(
            try await texts.limits(in: ledger.store), reading: ReadModels.Table.ofCompanies)
        let company = try await ledger.company(company, at: limits)
        let book = try await ledger.book(of: company.stream, at: limits)
        var values = book.inForce.flatMap { ClaimedValue.values(of: $0) }
        if let path { values = try Self.meant(by: path, among: values, of: company) }
        values.sort { ($0.path, $0.event.position) < ($1.path, $1.event.position) }
        var records: [Record] = []
        var digests: [Int64: String] = [:]
        for value in values {
            let position = value.event.position
            if digests[position] == nil {
                digests[position] = try await ledger.store.entrySHA256(at: position)
            }
            records.append(value.record(entrySHA256: digests[position], ascii: ascii))
        }
        return Answer(
            RecordSet(fields: Self.fields, records: records, basis: limits.basis),
            remarks: records.isEmpty ? ["nothing is claimed of \(company.name)"] : [])
    }

    private static func meant(
        by path: String, among values: [ClaimedValue], of company: ReadModels.Company
    ) throws(Failure) -> [ClaimedValue] {
        let meant = values.filter { $0.isMeant(by: path) }
        guard meant.isEmpty else { return meant }
        let known = Set(values.map(\.path)).sorted()
        let nearest = Suggestion.closest(to: path, in: known).map { " Did you mean \($0)?" }
        throw Failure(
            "Nothing is claimed of \(company.name) under \(path)."
                + (nearest ?? " Try: annals blame \(company.key) --fields path"), .usage,
            .missing)
    }
}
