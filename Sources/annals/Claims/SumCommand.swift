import Answering
import ArgumentParser

struct SumCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sum",
        abstract: "A company's amounts added up, each thing once, with their bounds.",
        discussion: """
            Claims about one thing are one amount: the narrowest that all of them allow. Currencies \
            are not added to each other. One record for each thing, and one for each currency's total.
            """)

    @Argument(
        help: "The company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String

    @Option(help: ArgumentHelp("Only claims of this kind, as investment; may be repeated."))
    var kind: [String] = []

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.ask(
            SumQuestion(of: company, kinds: kind, ascii: output.ascii),
            question, output)
    }
}
