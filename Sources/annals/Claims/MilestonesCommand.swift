import Answering
import ArgumentParser

struct MilestonesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "milestones",
        abstract: "A company's milestones: first plan, newest plan, slip, term, what was reached.",
        discussion: """
            A slip is a range of days, for both dates are uncertain. It is that of the last plan \
            that moved, against the plan or the term before it; pastTerm is what was reached, else \
            the newest plan, against the term that ends first.
            """)

    @Argument(
        help: "The company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.ask(
            MilestonesQuestion(of: company),
            question, output)
    }
}
