import Answering
import ArgumentParser
import Rendering

struct FilingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filings",
        abstract: "A company's filings with form, items, dates and amendments, oldest first.")

    @Argument(
        help: "The company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String

    @Option(help: ArgumentHelp("Only this form, as 8-K; may be repeated."))
    var form: [String] = []

    @Option(help: ArgumentHelp("Only with this 8-K item, as 2.02; may be repeated."))
    var item: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Only filed from this day on.", valueName: "date"))
    var from: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Only filed up to this day.", valueName: "date")
    )
    var to: String?

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.reading { ledger in
            var answer = try await FilingsQuestion(
                of: company, forms: form, items: item, from: from, to: to
            ).answer(at: question.texts, in: ledger)
            answer.records.fields = fields(of: answer.records.records)
            try output.show(answer)
        }
    }

    /// A table has room for what an amendment amends only where one does, and for how sure a filing
    /// is only where one is not; all formats for programs have the same columns always.
    private func fields(of records: [Record]) -> [Field] {
        guard output.chosenFormat == .table, output.fields == nil else {
            return FilingsQuestion.fields
        }
        var fields = FilingsQuestion.fields.filter {
            !$0.name.hasPrefix("amends") && $0.name != "match"
        }
        let place = fields.firstIndex { $0.isDetail } ?? fields.endIndex
        if records.contains(where: { $0["match"] == "possible" }) {
            fields.insert("match", at: place)
        }
        if records.contains(where: { $0["amends"] != nil }) {
            fields.insert("amends", at: place)
        }
        return fields
    }
}
