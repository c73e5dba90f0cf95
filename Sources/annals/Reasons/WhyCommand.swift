import ArgumentParser
import CanonicalJSON
import Filings
import Projections
import Rendering

struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "How a value of a claim came to be: wording, rule, inputs, source, who and when.",
        discussion: """
            FIELD is date, or any other field of the claim; without it all are told. A date's year, \
            month and day come with how each is known, worked out again from the claims that are in \
            force at the question's limits.
            """)

    @Argument(help: "The claim: F10, or innotron/F10 where several companies have one.")
    var claim: String

    @Argument(help: "One field: date, amount, quantities, state …")
    var field: String?

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

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

    func run() async throws {
        try await database.withLog { ledger in
            let limits = try await question.limits(in: ledger.store)
            let history = try await ledger.claim(claim, at: limits)
            let book = try await ledger.book(of: history.event.stream, at: limits)
            var records = ClaimReasons(history, in: book, ascii: output.ascii).records
            if let field {
                let known = records.compactMap { $0["field"]?.stringValue }
                records = records.filter { record in
                    let name = record["field"]?.stringValue ?? ""
                    return name == field || name.hasPrefix(field + ".")
                }
                guard !records.isEmpty else {
                    throw CommandFailure(
                        "\(history.claim.company)/\(history.claim.id) has no \(field). "
                            + "It has: \(known.joined(separator: ", ")).", .usage)
                }
            }
            try output.show(
                RecordSet(fields: Self.fields, records: records, basis: limits.basis))
            StandardOutput.flush()
            if !history.isInForce {
                StandardError.print(
                    "annals: the claim is retracted, by the event at position "
                        + "\(history.event.position)")
            }
        }
    }
}

extension Ledger {
    /// The claims of a company as a question's limits have them.
    func book(of stream: StreamName, at limits: QuestionLimits) async throws -> ClaimBook {
        let events = try await store.events(in: stream, through: limits.position)
        guard let asOf = limits.asOf else { return ClaimBook(events) }
        return ClaimBook(ReadModels.events(events, publicBy: asOf))
    }
}
