import ArgumentParser
import Proofs

/// `annals-witness`: keeps the newest checkpoint it saw of each log, and cosigns those that continue
/// it. To be run by somebody else than who runs the log.
@main
struct AnnalsWitness: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annals-witness",
        abstract: "Watch logs: cosign checkpoints that continue what was seen before.",
        discussion: """
            POST /add-checkpoint as C2SP tlog-witness has it. It listens on this machine only unless \
            told otherwise; a proxy in front of it may add TLS.
            """,
        version: "0.1.0", subcommands: [ServeCommand.self, KeyCommand.self])

    static func main() async {
        do {
            var command = try await asyncParseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as ProofError {
            exit(withError: CleanExit.failure("\(error)"))
        } catch let error as FileFailure {
            exit(withError: CleanExit.failure("\(error)"))
        } catch {
            exit(withError: error)
        }
    }
}

extension CleanExit {
    /// One sentence on standard error, and exit code 1.
    static func failure(_ sentence: String) -> ExitCode {
        complain(sentence)
        return .failure
    }
}
