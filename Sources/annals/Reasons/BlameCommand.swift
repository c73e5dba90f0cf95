import Answering
import ArgumentParser

struct BlameCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blame",
        abstract: "Every value of a company with the event, source and person behind it.",
        discussion: """
            One record for each value of each claim that is in force. PATH is a part of what is \
            claimed: plant.capacity finds plant-shanghai/capacity. The digest is that of the \
            event's entry in the log.
            """)

    @Argument(
        help: "The company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String

    @Argument(help: "Only what has these words, in this order: plant.capacity")
    var path: String?

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.ask(
            BlameQuestion(of: company, path: path, ascii: output.ascii),
            question, output)
    }
}
