import ArgumentParser
import CanonicalJSON
import EventStorage
import Filings
import Projections
import Rendering

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

    private static let fields: [Field] = [
        "path", "field", Field("value", .text), Field("position", .number), "recordedBy",
        Field("recordedAt", detail: true), Field("source", .text, detail: true), "tier",
        Field("quote", .text, detail: true), Field("earlier", .list, detail: true), "claim",
        Field("entrySHA256", detail: true),
        Field("sourceSHA256", detail: true), Field("reason", .text, detail: true),
        Field("url", .text, detail: true), Field("title", .text, detail: true),
    ]

    func run() async throws {
        try await database.withLog { ledger in
            let limits = try await ledger.limitsOfModels(
                try await question.limits(in: ledger.store), reading: ReadModels.Table.ofCompanies)
            let company = try await ledger.company(company, at: limits)
            let book = try await ledger.book(of: company.stream, at: limits)
            var values = book.inForce.flatMap { ClaimedValue.values(of: $0) }
            if let path {
                let known = Set(values.map(\.path)).sorted()
                values = values.filter { $0.isMeant(by: path) }
                guard !values.isEmpty else {
                    let meant = Suggestion.closest(to: path, in: known).map {
                        " Did you mean \($0)?"
                    }
                    throw CommandFailure(
                        "Nothing is claimed of \(company.name) under \(path)."
                            + (meant ?? " Try: annals blame \(company.key) --fields path"), .usage)
                }
            }
            values.sort { ($0.path, $0.event.position) < ($1.path, $1.event.position) }
            var records: [Record] = []
            var digests: [Int64: String] = [:]
            for value in values {
                let position = value.event.position
                if digests[position] == nil {
                    digests[position] = try await ledger.store.entrySHA256(at: position)
                }
                records.append(
                    value.record(entrySHA256: digests[position], ascii: output.ascii))
            }
            try output.show(
                RecordSet(fields: Self.fields, records: records, basis: limits.basis))
            StandardOutput.flush()
            if records.isEmpty {
                StandardError.print("annals: nothing is claimed of \(company.name)")
            }
        }
    }
}
