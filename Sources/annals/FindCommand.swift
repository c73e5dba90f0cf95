import Answering
import ArgumentParser

struct FindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Companies and claims by name, alias, identifier or text, in any script.",
        discussion: """
            What has every word comes first, then what has the text within a word. Where there is \
            neither, similar spellings are shown. Filings are found by the titles that registers \
            give them.
            """)

    @Argument(help: "What to look for; capitals do not count.")
    var text: [String]

    @Option(help: ArgumentHelp("At most so many companies and as many claims.", valueName: "count"))
    var limit = 100

    @OptionGroup var ledgers: LedgersOption
    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...1_000_000).contains(limit) else {
            throw ValidationError("--limit is between 1 and 1000000.")
        }
    }

    func run() async throws {
        try await database.ask(
            FindQuestion(text.joined(separator: " "), limit: limit),
            question, output, ofEveryLedger: ledgers.everyLedger)
    }
}
