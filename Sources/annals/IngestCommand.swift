import ArgumentParser
import Ingestion

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read a register's files into the log; reading them again appends nothing.",
        discussion: """
            Sources: edgar-submissions (the SEC's CIK##########.json files with their overflow \
            pages). What cannot be read is listed with its place; the rest goes in.
            """)

    @Argument(help: "The source: edgar-submissions.")
    var source: String

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Files, or folders of files.", valueName: "path"))
    var file: [String]

    @Option(help: "Who records; else the source's name.")
    var actor: String?

    @Flag(help: "Leave the read models as they are.")
    var noProject = false

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if file.isEmpty { throw ValidationError("Name files with --file PATH.") }
    }

    func run() async throws {
        guard let source = SourceCatalog.source(named: source) else {
            let names = SourceCatalog.sources.map(\.name).joined(separator: ", ")
            throw CommandFailure("There is no source \(source); there are: \(names).", .usage)
        }
        try await database.withLog { ledger in
            let files = try SourceFile.files(at: file, for: source)
            guard !files.isEmpty else {
                throw CommandFailure(
                    "No file of \(source.name) is in \(file.joined(separator: ", ")).", .badInput)
            }
            let log = StoredEventLog(
                ledger.store, actor: actor ?? "ingest-" + source.name)
            let report = try await Ingester(into: log).ingest(files, from: source)
            if report.appended > 0 { try await ledger.store.announce() }
            if !noProject { try await ledger.projectWhereAllowed() }
            try tell(report)
        }
    }

    /// Counts on a terminal, trouble always; silent otherwise, as cron wants it.
    private func tell(_ report: IngestReport) throws {
        for failure in report.failures { StandardError.print("annals: \(failure)") }
        for refusal in report.refusals { StandardError.print("annals: refused: \(refusal)") }
        for conflict in report.conflicts { StandardError.print("annals: conflict: \(conflict)") }
        if StandardError.isTerminal || database.verbose {
            StandardError.print(
                """
                annals: read \(report.read) from \(report.documents) files: \
                appended \(report.appended), known \(report.known + report.repeated), \
                conflicts \(report.conflicts.count), refused \(report.refusals.count)
                """)
            for part in report.partsNotRead {
                let count = part.filings.map { " with \($0) filings" } ?? ""
                StandardError.print("annals: not read: \(part.name)\(count)")
            }
        }
        if !report.failures.isEmpty || !report.refusals.isEmpty || !report.conflicts.isEmpty {
            throw ExitStatus.badInput.exitCode
        }
    }
}
