import Answering
import ArgumentParser
import CanonicalJSON
import EventStorage
import Filings
import Projections
import Rendering

struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Raw events in the order of the log.")

    @Argument(help: "Only this company's.")
    var company: String?

    @Flag(help: "Go on with what is appended, until interrupted.")
    var follow = false

    @Option(help: ArgumentHelp("Only this type, as filing.listed; may be repeated."))
    var type: [String] = []

    @Option(help: ArgumentHelp("Only behind this position.", valueName: "position"))
    var after: Int64 = 0

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if after < 0 { throw ValidationError("--after is a position: 0 or more.") }
        if follow, question.recordedBy != nil || question.atPosition != nil {
            throw ValidationError("--follow goes on; it has no --recorded-by and no --at-position.")
        }
        if let limit, limit < 0 { throw ValidationError("--limit is a count: 0 or more.") }
    }

    func run() async throws {
        try await database.withLog { ledger in
            let limits = try await question.limits(in: ledger.store)
            var stream: StreamName?
            if let company {
                let known = try await ledger.limitsOfModels(
                    limits, reading: ReadModels.Table.ofCompanies)
                stream = try await ledger.company(company, at: known).stream
            }
            let writer = EventWriter(output: output, basis: limits.basis)
            let chosen = EventChoice(
                stream: stream, types: Set(type), asOf: limits.asOf, most: limit)
            let last = try await read(
                ledger, through: limits.position, choice: chosen, writer: writer)
            if follow {
                try await go(on: last, ledger, chosen, writer)
            } else {
                try writer.finish()
            }
        }
    }

    /// - Returns: The last position read.
    private func read(
        _ ledger: Ledger, through last: Int64, choice: EventChoice, writer: EventWriter
    ) async throws -> Int64 {
        if let stream = choice.stream {
            let events = try await ledger.store.events(in: stream, through: last)
            for event in events where event.position > after && choice.takes(event) {
                try writer.write(event)
            }
        } else {
            do {
                try await ledger.store.replay(after: after, through: last) { events in
                    for event in events where choice.takes(event) { try writer.write(event) }
                    if choice.isFull { throw EnoughEvents() }
                }
            } catch is EnoughEvents {
                return last
            }
        }
        return last
    }

    private func go(
        on position: Int64, _ ledger: Ledger, _ choice: EventChoice, _ writer: EventWriter
    ) async throws {
        try writer.flush()
        if choice.isFull { return }
        let follower = LogFollower(ledger.store, listeningAt: ledger.address.direct)
        try await follower.follow(after: max(position, after)) { events in
            for event in events where choice.takes(event) { try writer.write(event) }
            try writer.flush()
            return !choice.isFull
        }
    }
}

/// As many events as were asked for.
private struct EnoughEvents: Error {}

/// Which events are wanted.
final class EventChoice {
    let stream: StreamName?
    private let types: Set<String>
    private let asOf: CivilDay?
    private var left: Int?

    init(stream: StreamName?, types: Set<String>, asOf: CivilDay?, most: Int?) {
        self.stream = stream
        self.types = types
        self.asOf = asOf
        left = most
    }

    var isFull: Bool { left == 0 }

    func takes(_ event: RecordedEvent) -> Bool {
        if isFull { return false }
        if let stream, event.stream != stream { return false }
        if !types.isEmpty, !types.contains(event.event.type) { return false }
        if let asOf, let day = event.publicDay, day > asOf { return false }
        left = left.map { $0 - 1 }
        return true
    }
}
