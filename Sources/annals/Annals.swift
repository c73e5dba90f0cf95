import Answering
import ArgumentParser

/// `annals`: the command line over the log and its read models.
///
/// One file a command. stdout is the result, stderr the story; exit codes are ``ExitStatus``.
@main
struct Annals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annals",
        abstract:
            "The history of companies: what they filed, planned and did, who said so, and when.",
        discussion: """
            Events go into an append-only log in PostgreSQL; read models are computed from it. \
            Without --database and without ANNALS_DATABASE_URL a private server is used, which is \
            made on first need.

            A COMPANY is a key, a ticker, a CIK, an LEI, a register number or any name.

            Exit codes: 0 done, 1 failed, 3 findings (with --exit-code), 4 not allowed, 64 misused, \
            65 bad input, 69 source or server unavailable, 75 busy, try later.
            """,
        version: "0.1.0",
        subcommands: [
            TimelineCommand.self, LogCommand.self, ShowCommand.self, FilingsCommand.self,
            MilestonesCommand.self, OverdueCommand.self, WhyCommand.self, BlameCommand.self,
            DiffCommand.self, ConflictsCommand.self, ChainCommand.self, GraphCommand.self,
            SumCommand.self, PageCommand.self, DossierCommand.self,
            FindCommand.self, RecordCommand.self, CorrectCommand.self, AmendCommand.self,
            RetractCommand.self, ReinstateCommand.self, AttachCommand.self, PartsCommand.self,
            EraseCommand.self, IngestCommand.self, RunsCommand.self,
            KeyCommand.self, CheckpointCommand.self, VerifyCommand.self, ProveCommand.self,
            ExportCommand.self, StampCommand.self, TokenCommand.self, ProjectCommand.self,
            RebuildCommand.self,
            ReplayCommand.self,
            DigestCommand.self,
            DateCommand.self, CanonicalCommand.self, ServerCommand.self, MigrateCommand.self,
            LedgerCommand.self, PartitionCommand.self,
            DoctorCommand.self, CompletionCommand.self,
        ])

    static func main() async {
        do {
            var command = try await asyncParseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            StandardOutput.flush()
        } catch let failure as Failure {
            StandardError.print("annals: " + failure.message)
            exit(withError: failure.status.exitCode)
        } catch {
            exit(withError: error)
        }
    }
}
