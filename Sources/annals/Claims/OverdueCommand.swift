import Answering
import ArgumentParser

struct OverdueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "overdue",
        abstract: "Milestones past a day that was set for them, and what is known of them.",
        discussion: """
            A term, a first plan or a newest plan is past when the last day that it can mean is \
            over; reached and cancelled milestones are left out. That nothing was reported does not \
            say that nothing happened: the answer tells when and where somebody last looked.

            With --as-of that day counts as the present, and only what certainly was public by then.

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
            OverdueQuestion(of: company),
            question, output, ofEveryLedger: ledgers.everyLedger)
    }
}
