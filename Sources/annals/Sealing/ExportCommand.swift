import ArgumentParser
import Proofs
import Sealing

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "The whole log in a folder that others can check, or what is new of it.",
        discussion: """
            A C2SP tlog-tiles directory up to the newest checkpoint, and the entries as JSON Lines in \
            events/. Done again it adds what is new; killed, it goes on where it was. annals-verify \
            checks it without a database, as do other programs for such directories.
            """)

    @Argument(help: "The folder; made when it is not there.")
    var folder: String

    @OptionGroup var access: AccessOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withLog { ledger in
            if let newest = try await LogCheckpoints(ledger.store).newest() {
                try await access.record(
                    .export, of: folder, through: newest.checkpoint.size, in: ledger)
            }
            let meter = ProgressMeter("export")
            let report = try await Exporter(ledger.store, into: folder).export { done, total in
                meter.show(done: done, of: total)
            }
            meter.finish()
            let new = report.checkpoint.size - report.before
            StandardError.print(
                "annals: \(new) new entries of \(report.checkpoint.size) in \(folder)")
        }
    }
}
