import Answering
import ArgumentParser

struct ConflictsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: "Where sources disagree: what each of them says, side by side.",
        discussion: """
            One record for each side of a disagreement: the field, the value, the claim and its \
            source. One of them is marked as chosen, by the policy that the record names; the \
            others stay. Plans that replace plans are no conflict, see annals milestones.

            With --exit-code: 3 when there is one.
            """)

    @Argument(
        help: "Only of this company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String?

    @OptionGroup var ledgers: LedgersOption
    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.ask(
            ConflictsQuestion(of: company),
            question, output, ofEveryLedger: ledgers.everyLedger)
    }
}
