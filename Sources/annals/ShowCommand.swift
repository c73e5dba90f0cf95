import Answering
import ArgumentParser

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One event, claim or filing whole: wording, source, versions, entry.",
        discussion: """
            ID is a position (12 or #12), a claim id (F10, or innotron/F10), an accession number or \
            another register's own number of a filing, or a source key. A claim comes as it is in \
            force, with all its versions; a filing with all that was said of it later, in the order \
            of the log.
            """)

    @Argument(help: "What to show.")
    var id: String

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.reading { ledger in
            var answer = try await ShowQuestion(id).answer(at: question.texts, in: ledger)
            var output = output
            if output.format == nil, output.fields == nil { output.format = .table }
            if output.chosenFormat == .table { output.expanded = true }
            if output.chosenFormat == .table && output.fields == nil {
                answer.records.records = answer.records.records.map(\.flattened)
                answer.records.fields = ShowQuestion.fields(of: answer.records.records)
            }
            try output.show(answer)
        }
    }
}
