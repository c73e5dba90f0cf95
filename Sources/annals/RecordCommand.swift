import Answering
import ArgumentParser
import CanonicalJSON
import EventStorage
import Filings
import Ingestion
import Rendering

struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Append claims from a YAML, JSON or JSON Lines file.",
        discussion: """
            The least form of a claim is company, kind, title, date and source. All that is wrong is \
            reported at once, with line and field, and then nothing is recorded. Recording a file \
            twice records nothing twice.
            """)

    @Argument(help: "The file, or - for standard input.")
    var file: String

    @Flag(help: "Print the events that would be appended, and append nothing.")
    var dryRun = false

    @Option(help: "Who records; else the login name.")
    var actor: String?

    @Flag(help: "Leave the read models as they are.")
    var noProject = false

    @OptionGroup var waiting: WaitOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let bytes = try InputFile.bytes(at: file)
        let streams: [StreamEvents]
        do throws(ClaimFileErrors) {
            streams = try ClaimFile.read(bytes, name: file == "-" ? "standard input" : file)
        } catch {
            StandardError.print(error.description)
            let count = error.errors.count
            throw Failure(
                "\(count) \(count == 1 ? "error" : "errors"); nothing was recorded.", .badInput)
        }
        if dryRun { return show(streams) }
        let actor = actor ?? Login.name
        try await database.withLog { ledger in
            try await ledger.checkContinuation()
            let appended = try await ledger.record(streams, by: actor)
            let new = appended.filter { !$0.wasKnown }
            StandardError.print(Self.summary(new: new, known: appended.count - new.count))
            if !new.isEmpty { try await ledger.store.announce() }
            if !noProject { try await ledger.projectWhereAllowed() }
            try await waiting.waitIfWanted(for: appended.map(\.position).max() ?? 0, in: ledger)
        }
    }

    /// The events as the log would hold them, without what recording adds: one JSON line each.
    private func show(_ streams: [StreamEvents]) {
        for stream in streams {
            for event in stream.events {
                let line = JSONValue.object(event.line(in: stream.stream))
                StandardOutput.write(line.canonicalText + "\n")
            }
        }
        StandardOutput.flush()
    }

    private static func summary(new: [AppendedEvent], known: Int) -> String {
        var text = "annals: recorded \(new.count) \(new.count == 1 ? "event" : "events")"
        if let first = new.first, let last = new.last {
            text +=
                first.position == last.position
                ? " at position \(first.position)"
                : " at positions \(first.position) to \(last.position)"
        }
        if known > 0 { text += "; \(known) known before" }
        return text
    }
}
