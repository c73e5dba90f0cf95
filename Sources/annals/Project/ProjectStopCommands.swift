import Answering
import ArgumentParser
import EventStorage
import Projections
import Rendering

/// The read model that a command is about.
struct ProjectionArgument: ParsableArguments {
    @Argument(help: "The read model: timeline, filings …")
    var name: String

    func checked() throws(Failure) -> String { try ReadModelName(name).name }
}

struct ProjectPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Stop a read model where it is, in every process.")

    @OptionGroup var projection: ProjectionArgument
    @Option(help: "Why.") var reason: String
    @Option(help: "Who decides; else the login name.") var actor: String?
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let name = try projection.checked()
        if reason.isEmpty { throw Failure("Say a --reason.", .usage) }
        try await database.withLog { ledger in
            try await Stops(ledger.store).pause(name, by: actor ?? Login.name, reason: reason)
            StandardError.print("annals: \(name) is paused")
        }
    }
}

struct ProjectResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a paused read model go on.")

    @OptionGroup var projection: ProjectionArgument
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let name = try projection.checked()
        try await database.withLog { ledger in
            guard try await Stops(ledger.store).resume(name) else {
                StandardError.print("annals: \(name) was not paused")
                return
            }
            StandardError.print("annals: \(name) may go on; annals project brings it to the head")
        }
    }
}

struct ProjectRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Let a read model try again at the event where it stopped.")

    @OptionGroup var projection: ProjectionArgument
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let name = try projection.checked()
        try await database.withLog { ledger in
            guard try await Stops(ledger.store).retry(name) else {
                StandardError.print("annals: \(name) had not stopped at an event")
                return
            }
            StandardError.print("annals: \(name) tries again; annals project brings it to the head")
        }
    }
}

struct ProjectSkipCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip",
        abstract: "Let a read model pass over the event where it stopped, with a reason.",
        discussion: """
            The decision is an event of the log: it holds for rebuilds and replays too, and \
            annals project reconcile lists it.
            """)

    @OptionGroup var projection: ProjectionArgument
    @Argument(help: "The event's position, as the stop names it.") var position: Int64
    @Option(help: "Why it may be passed over.") var reason: String
    @Option(help: "Who decides; else the login name.") var actor: String?
    @OptionGroup var waiting: WaitOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let name = try projection.checked()
        if reason.isEmpty { throw Failure("Say a --reason.", .usage) }
        try await database.withLog { ledger in
            let stops = Stops(ledger.store)
            let skipped = try await stops.skip(
                position, in: name, reason: reason, by: actor ?? Login.name)
            guard skipped != nil else {
                let stop = try await stops.all().first { $0.projection == name && $0.isFailure }
                throw Failure(
                    "\(name) has not stopped at position \(position). "
                        + (stop?.words ?? "It has not stopped at any event."), .usage)
            }
            StandardError.print(
                "annals: \(name) passes over position \(position); annals project goes on")
            if waiting.wait {
                try await waiting.waitIfWanted(
                    for: try await ledger.store.head().position, in: ledger)
            }
        }
    }
}
