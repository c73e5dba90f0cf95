import Answering
import ArgumentParser

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

    func run() async throws {
        try await database.ask(
            WhyQuestion(claim, field: field, ascii: output.ascii),
            question, output)
    }
}
