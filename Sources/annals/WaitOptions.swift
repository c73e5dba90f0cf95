import Answering
import ArgumentParser
import Projections

/// Whether a command that records returns only when its events can be asked about.
struct WaitOptions: ParsableArguments {
    @Flag(
        help: """
            Return once every read model has passed what was recorded; what this command does not \
            project itself is left to another process, as annals project --follow.
            """)
    var wait = false

    @Option(
        help: ArgumentHelp("How long --wait waits; else 30 seconds.", valueName: "seconds"))
    var waitTimeout: Double?

    func validate() throws {
        guard let waitTimeout else { return }
        if !wait { throw ValidationError("--wait-timeout needs --wait.") }
        guard (0...86_400).contains(waitTimeout) else {
            throw ValidationError("--wait-timeout is between 0 and 86400 seconds.")
        }
    }

    /// Waits where it is wanted.
    ///
    /// - Parameter position: The last one that was written; it stays recorded whatever happens here.
    func waitIfWanted(for position: Int64, in ledger: Ledger) async throws {
        guard wait else { return }
        do throws(WaitError) {
            try await ledger.models.wait(
                for: position, timeout: .seconds(waitTimeout ?? 30))
        } catch {
            switch error {
            case .stopped:
                throw Failure(
                    "Recorded, but not in every read model: \(error) See annals project status.",
                    .failed)
            case .late(let late):
                let behind = late.map { "\($0.projection) by \($0.eventsBehind)" }
                throw Failure(
                    "Recorded, but when the time to wait was over these read models were behind: "
                        + behind.joined(separator: ", ") + ".", .busy)
            case .store(let error): throw Failure(error)
            }
        }
    }
}
