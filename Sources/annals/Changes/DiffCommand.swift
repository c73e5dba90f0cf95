import ArgumentParser
import CanonicalJSON
import EventStorage
import Filings
import Projections
import Rendering

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "What became known between two days, instants or positions, and by which event.",
        discussion: """
            --from and --to are two days (2024-05-01: what was public by their end), two instants \
            (2026-11-23T12:00:00Z: what we had recorded by then) or two positions (12 or #12). With \
            --recorded, days are those of our recording. What was known at --from is not part of \
            the answer. --to is the present when it is left out.

            Without COMPANY all companies are compared, by what we recorded.

            With --exit-code: 3 when something changed.
            """)

    @Argument(
        help: "The company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String?

    @Option(parsing: .unconditional, help: "A day, an instant or a position.")
    var from: String

    @Option(parsing: .unconditional, help: "As --from; else the present.")
    var to: String?

    @Flag(help: "Days are those of our recording, not of publication.")
    var recorded = false

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    private static let fields: [Field] = [
        "change", "what", Field("id", .text), Field("title", .text, detail: true),
        Field("fields", .list),
        Field("match", detail: true), Field("position", .number),
        Field("recordedAt", detail: true), Field("company", detail: true),
        Field("type", detail: true), Field("event", detail: true),
        Field("recordedBy", detail: true), Field("reason", .text, detail: true),
    ]

    func run() async throws {
        if question.asOf != nil {
            throw CommandFailure(
                "diff compares two days itself: --to takes the place of --as-of.", .usage)
        }
        try await database.withLog { ledger in
            let limits = try await ledger.limitsOfModels(
                try await question.limits(in: ledger.store),
                reading: ReadModels.Table.ofCompanies + [.timeline, .milestones, .conflicts])
            let span = try await DiffSpan(
                from: from, to: to, areRecorded: recorded, today: try question.present(),
                at: limits, in: ledger.store)
            var asked: ReadModels.Company?
            if let company { asked = try await ledger.company(company, at: limits) }
            let changes = try await changes(of: asked, in: span, at: limits, from: ledger.models)
            try output.show(
                RecordSet(
                    fields: Self.fields,
                    records: changes.map { Record($0, ascii: output.ascii) },
                    basis: span.basis(of: limits)))
            StandardOutput.flush()
            if changes.isEmpty {
                StandardError.print("annals: no change between \(span.words)")
            } else if output.exitCode {
                throw ExitStatus.findings.exitCode
            }
        }
    }

    private func changes(
        of company: ReadModels.Company?, in span: DiffSpan, at limits: QuestionLimits,
        from models: ReadModels
    ) async throws -> [Change] {
        switch span {
        case .days(let first, let last):
            guard let company else {
                throw CommandFailure(
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
