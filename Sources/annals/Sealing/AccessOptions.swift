import Answering
import ArgumentParser
import EventStorage
import Filings

/// Whether it is to be remembered who took something out of the log.
struct AccessOptions: ParsableArguments {
    @Flag(help: "Record who takes this, before it is handed over.")
    var logAccess = false

    @Option(help: ArgumentHelp("What it is taken for; with --log-access."))
    var purpose: String?

    @Option(help: ArgumentHelp("Who takes it; else the login.", valueName: "name"))
    var actor: String?

    func validate() throws {
        if !logAccess, purpose != nil || actor != nil {
            throw ValidationError("--purpose and --actor are of --log-access.")
        }
    }

    /// The stream of all who looked.
    static let stream = StreamName(stored: "access-log")

    /// Records it where that was asked for.
    func record(
        _ what: LogAccessed.What, of subject: String, through position: Int64, in ledger: Ledger
    ) async throws {
        guard logAccess else { return }
        try await ledger.checkContinuation()
        let event = NewEvent(
            id: "access:\(Instant.now.text):\(what.rawValue)/\(subject)", source: "annals:access",
            event: .logAccessed(
                LogAccessed(what: what, subject: subject, through: position, purpose: purpose)))
        try await ledger.store.append([event], to: Self.stream, by: actor ?? Login.name)
    }
}
