import EventStorage
import Filings
import Projections
import Rendering

/// What became known between two days, instants or positions, and by which event.
public struct DiffQuestion: Question {
    /// `nil` for all companies, compared by what we recorded.
    public var company: String?
    /// A day, an instant or a position, as the user wrote it; the present when the last is `nil`.
    public var from: String
    public var to: String?
    /// Days are those of our recording, not of publication.
    public var recorded: Bool
    public var ascii: Bool

    public init(
        of company: String? = nil, from: String, to: String? = nil, recorded: Bool = false,
        ascii: Bool = false
    ) {
        self.company = company
        self.from = from
        self.to = to
        self.recorded = recorded
        self.ascii = ascii
    }

    private static let fields: [Field] = [
        "change", "what", Field("id", .text), Field("title", .text, detail: true),
        Field("fields", .list),
        Field("match", detail: true), Field("position", .number),
        Field("recordedAt", detail: true), Field("company", detail: true),
        Field("type", detail: true), Field("event", detail: true),
        Field("recordedBy", detail: true), Field("reason", .text, detail: true),
    ]

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        if texts.asOf != nil {
            throw Failure(
                "diff compares two days itself: --to takes the place of --as-of.", .usage)
        }
        let limits = try await ledger.limitsOfModels(
            try await texts.limits(in: ledger.store),
            reading: ReadModels.Table.ofCompanies + [.timeline, .milestones, .conflicts])
        let span = try await DiffSpan(
            from: from, to: to, areRecorded: recorded, today: try texts.present(),
            at: limits, in: ledger.store)
        var asked: ReadModels.Company?
        if let company { asked = try await ledger.company(company, at: limits) }
        let changes = try await changes(of: asked, in: span, at: limits, from: ledger.models)
        return Answer(
            RecordSet(
                fields: Self.fields, records: changes.map { Record($0, ascii: ascii) },
                basis: span.basis(of: limits)),
            remarks: changes.isEmpty ? ["no change between \(span.words)"] : [],
            hasFindings: !changes.isEmpty)
    }

    private func changes(
        of company: ReadModels.Company?, in span: DiffSpan, at limits: QuestionLimits,
        from models: ReadModels
    ) async throws -> [Change] {
        switch span {
        case .days(let first, let last):
            guard let company else {
                throw Failure(
                    "Days of publication are compared for one company; name it, or add --recorded.",
                    .usage)
            }
            return try await models.changes(
                of: company.stream, at: limits.position, afterDay: first, throughDay: last)
        case .positions(let first, let last, _):
            return try await models.changes(of: company?.stream, after: first, through: last)
        }
    }
}
