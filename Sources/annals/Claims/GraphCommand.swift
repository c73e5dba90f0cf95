import Answering
import ArgumentParser

struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "A company's relations and roles: who is what to whom, and who says so.",
        discussion: """
            What claims of the company's own history relate, and claims of others that name it, in \
            the order of the log. A role is what a party of a claim is in it; its object is the \
            company of the claim, when that is another one.
            """)

    @Argument(
        help: "The company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String

    @Flag(help: "As a graph in the DOT language of Graphviz.")
    var dot = false

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if dot, output.format != nil || output.fields != nil {
            throw ValidationError("--dot is a format of its own; leave out --format and --fields.")
        }
    }

    func run() async throws {
        let asked = GraphQuestion(of: company)
        guard dot else { return try await database.ask(asked, question, output) }
        try await database.reading { ledger in
            let (answer, dot) = try await asked.relations(at: question.texts, in: ledger)
            StandardOutput.write(dot)
            try output.finish(answer)
        }
    }
}
