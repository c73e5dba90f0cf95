import ArgumentParser
import Proofs

/// `annals-verify`: checks what `annals` hands over, without a database and without `annals`.
///
/// Small on purpose: an auditor can read it in an hour. What it takes from outside are the keys.
@main
struct AnnalsVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annals-verify",
        abstract: "Check exports, proofs, checkpoints and dossiers, with the keys you trust.",
        discussion: """
            A key is the line that annals key show prints, which you have from the log's owner by a way \
            you trust, or a file with such lines.

            Exit codes: 0 it holds, 1 it does not, 64 misused, 65 not in the form it must have.
            """,
        version: "0.1.0",
        subcommands: [
            ExportCommand.self, ProofCommand.self, CheckpointCommand.self, ContinuationCommand.self,
            DossierCommand.self,
        ])

    static func main() async {
        do {
            var command = try await asyncParseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as ProofError {
            Output.complain("\(error)")
            if case .malformed = error { exit(withError: ExitCode(65)) }
            exit(withError: ExitCode.failure)
        } catch let error as FileFailure {
            Output.complain("\(error)")
            exit(withError: ExitCode(65))
        } catch {
            exit(withError: error)
        }
    }
}
