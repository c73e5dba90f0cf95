import Answering
import ArgumentParser
import EventStorage
import Filings
import Sealing

struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erase a part of an event; the log keeps who did it, when and why.",
        discussion: """
            The part and its salt are gone; the entry that attached it, every proof and every \
            checkpoint stay valid, and annals verify tells of the erasure. Backups, exports and \
            copies that were handed over are not reached.
            """)

    @Argument(help: "The event: a position, a source key, a claim or a filing.")
    var id: String

    @Argument(help: "The part's name, as annals parts lists it.")
    var name: String

    @Option(help: "Why; recorded with it.")
    var reason: String

    @Option(help: ArgumentHelp("Who erases it; else the login.", valueName: "name"))
    var actor: String?

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason needs words.") }
    }

    func run() async throws {
        try await database.withLog { ledger in
            try await ledger.checkContinuation()
            let event = try await ledger.event(meaning: id)
            let parts = LogParts(ledger.store)
            let part = try await parts.parts(of: event).named(name, of: id)
            let appended = try await parts.erase(
                part, reason: reason, of: event.stream, by: actor ?? Login.name)
            StandardError.print(
                appended.map {
                    "annals: \(name) is erased, recorded at position \($0.position)"
                }
                    ?? "annals: \(name) \(part.erased?.words ?? "was erased before")")
        }
    }
}
