import Answering
import ArgumentParser

struct ChainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chain",
        abstract: "How a wording came to a claim, source by source, and where it grew firmer.",
        discussion: """
            From the origin to the claim, along what each claim passes on. A word that is firmer \
            than that of its own source (proposed, planned, secured, signed, done) claims more than \
            it knew.

            With --exit-code: 3 when certainty rose on the way.
            """)

    @Argument(help: "The claim: F14, or innotron/F14 where several companies have one.")
    var claim: String

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.ask(
            ChainQuestion(claim),
            question, output)
    }
}
