import Filings
import Rendering

/// How a value of a claim came to be: wording, rule, inputs, source, who and when.
public struct WhyQuestion: Question {
    /// `F10`, or `innotron/F10` where several companies have one.
    public var claim: String
    /// `date`, or any other field of the claim; all when `nil`.
    public var field: String?
    public var ascii: Bool

    public init(_ claim: String, field: String? = nil, ascii: Bool = false) {
        self.claim = claim
        self.field = field
        self.ascii = ascii
    }

    private static let fields: [Field] = [
        "field", Field("title", .text), Field("status", detail: true),
        Field("rule", detail: true), Field("inputs", .list, detail: true),
        Field("position", .number), "recordedBy", Field("recordedAt", detail: true), "tier",
        Field("quote", .text, detail: true),
        Field("assumption", .text, detail: true), Field("candidates", .list, detail: true),
        Field("corroboratedBy", .list, detail: true), Field("value", .text, detail: true),
        Field("reason", .text, detail: true), Field("earlier", .list, detail: true),
        Field("source", .text, detail: true), Field("claim", detail: true),
    ]

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let limits = try await texts.limits(in: ledger.store)
        let history = try await ledger.claim(claim, at: limits)
        let book = try await ledger.book(of: history.event.stream, at: limits)
        var records = ClaimReasons(history, in: book, ascii: ascii).records
        if let field {
            let known = records.compactMap { $0["field"]?.stringValue }
            records = records.filter { record in
                let name = record["field"]?.stringValue ?? ""
                return name == field || name.hasPrefix(field + ".")
            }
            guard !records.isEmpty else {
                throw Failure(
                    "\(history.claim.company)/\(history.claim.id) has no \(field). "
                        + "It has: \(known.joined(separator: ", ")).", .usage, .missing)
            }
        }
        let retracted =
            "the claim is retracted, by the event at position \(history.event.position)"
        return Answer(
            RecordSet(fields: Self.fields, records: records, basis: limits.basis),
            remarks: history.isInForce ? [] : [retracted])
    }
}
