import Answering
import ArgumentParser
import Proofs

struct PageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page",
        abstract: "A company's page: one HTML file that needs nothing else.",
        discussion: """
            The same page as annalsd serves, to be mailed, kept and printed: the history as it was \
            public on any day, two days compared, filters, every source's words. It makes no request. \
            Without a script in the browser it is a list to read.
            """)

    @Argument(
        help: "The company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("The file to write; else standard output.", valueName: "file"))
    var output: String?

    @OptionGroup var question: QuestionOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let asked = TimelineQuestion(of: company)
        try await database.reading { ledger in
            let timeline = try await asked.timeline(at: question.texts, in: ledger)
            let text = try await CompanyPage(asked, at: question.texts)
                .document(of: timeline, in: ledger)
            if let output, output != "-" {
                try WholeFile.write(Array(text.utf8), to: output)
                StandardOutput.write(output + "\n")
            } else {
                StandardOutput.write(text)
            }
            StandardOutput.flush()
        }
    }
}
