import Answering
import ArgumentParser

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

    func run() async throws {
        try await database.ask(
            DiffQuestion(
                of: company, from: from, to: to, recorded: recorded, ascii: output.ascii),
            question, output)
    }
}
