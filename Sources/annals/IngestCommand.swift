import Answering
import ArgumentParser
import EventStorage
import Filings
import Ingestion
import Rendering

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read a register into the log; reading it again appends nothing.",
        discussion: """
            Sources: \(SourceCatalog.names.joined(separator: ", ")). From the network, or with \
            --file. Silent when all went well, as cron wants it; otherwise one line and the exit \
            code: 65 when something could not be taken (the rest goes in), 69 when the register \
            was not to be had, 75 when another run of the source is at work. annals runs tells \
            what each run did.
            """)

    @Argument(help: "The source: edgar-submissions.")
    var source: String

    @OptionGroup var wanted: IngestOptions

    @Option(
        help: ArgumentHelp(
            "Who asks, with a contact; else ANNALS_USER_AGENT. Registers demand it.",
            valueName: "text"))
    var userAgent: String?

    @Option(help: ArgumentHelp("Keep every body by its digest.", valueName: "folder"))
    var keep: String?

    @Option(
        help: ArgumentHelp(
            "Repeat a run from kept bodies, without the network.", valueName: "folder"))
    var from: String?

    @Flag(help: "Refuse a document whole when a part of it cannot be taken.")
    var strict = false

    @Flag(help: "Read again what is the same as last time.")
    var again = false

    @Option(help: "Who records; else the source's name.")
    var actor: String?

    @Flag(help: "Leave the read models as they are.")
    var noProject = false

    @Option(help: ArgumentHelp("The present, for runs that repeat.", valueName: "instant"))
    var now: String?

    @OptionGroup var waiting: WaitOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let source = try chosenSource()
        let clock = try clock()
        let stop = RunStop()
        let signals = StopSignals { stop.want() }
        defer { signals.forget() }
        try await database.withLog { ledger in
            try await ledger.checkContinuation()
            let ending = try await ledger.store.whileAlone(reading: source.name) {
                try await ingest(source, into: ledger, clock: clock, stop: stop)
            }
            guard let ending else {
                throw Failure("Another run of \(source.name) is at work.", .busy)
            }
            try await ledger.store.announce()
            if !noProject { try await ledger.projectWhereAllowed() }
            let story = IngestStory(
                ending, of: source.name, isVerbose: database.verbose,
                isFromNetwork: wanted.file.isEmpty)
            let told = Result { try story.tell() }
            if waiting.wait {
                try await waiting.waitIfWanted(
                    for: try await ledger.store.head().position, in: ledger)
            }
            try told.get()
            if ending.report.isCutShort, !wanted.live {
                throw Failure(
                    "\(source.name) was stopped; what is missing is read next time.", .busy)
            }
        }
    }

    private func ingest(
        _ source: any FilingSource, into ledger: Ledger,
        clock: @escaping @Sendable () -> Instant, stop: RunStop
    ) async throws -> IngestRun<StoredEventLog>.Ending {
        var options = Ingester<StoredEventLog>.Options()
        options.isStrict = strict
        options.again = again
        let log = StoredEventLog(ledger.store, actor: actor ?? "ingest-" + source.name)
        let meter = ProgressMeter("reading \(source.name)")
        defer { meter.finish() }
        let files = try wanted.files(of: source)
        // Of several files the share that is read tells the time left; of one, its rows.
        let ingester = Ingester(
            into: log, options: options, now: clock,
            progress: { report in
                if files.count > 1 {
                    meter.show(done: Int64(report.documents), of: Int64(files.count))
                } else {
                    meter.show(done: Int64(report.read), of: nil)
                }
            }, isStopped: { stop.isWanted })
        let run = IngestRun(ingester, command: commandLine, stop: stop)
        if !files.isEmpty { return try await run.read(files, of: source) }
        guard let source = source as? any NetworkSource else {
            throw Failure("\(source.name) reads files: name them with --file.", .usage)
        }
        let fetcher = try fetcher(clock: clock)
        while true {
            let order = try wanted.order(now: clock())
            let ending = try await run.walk(source, for: order, by: fetcher)
            // A live run is recorded each hour, and goes on until it is stopped or fails.
            guard ending.isFollowing, !stop.isWanted else { return ending }
            try await ledger.store.announce()
            if !noProject { try await ledger.projectWhereAllowed() }
        }
    }

    private func chosenSource() throws -> any FilingSource {
        if let mapping = wanted.mapping {
            guard source == "csv" else {
                throw Failure("--mapping is for the source csv.", .usage)
            }
            let bytes = try InputFile.bytes(at: mapping)
            do throws(CSVMappingError) {
                return CSVSource(
                    mapping: try CSVMapping(
                        yaml: String(decoding: bytes, as: UTF8.self), file: mapping))
            } catch {
                throw Failure("\(error).", .badInput)
            }
        }
        if let found = SourceCatalog.source(named: source) { return found }
        if source == "csv" {
            throw Failure("csv needs to know its columns: --mapping FILE.", .usage)
        }
        let names = SourceCatalog.names.joined(separator: ", ")
        let nearest = Suggestion.closest(to: source, in: SourceCatalog.names)
        throw Failure(
            "There is no source \(source); "
                + (nearest.map { "did you mean \($0)?" } ?? "there are: \(names)."), .usage)
    }

    private func clock() throws -> @Sendable () -> Instant {
        guard let text = now ?? environment("ANNALS_NOW") else { return { .now } }
        guard let instant = Instant(text) else {
            throw Failure(
                "--now \(text) is no instant; write it as 2026-11-23T12:00:00Z.", .usage)
        }
        return { instant }
    }

    private static let ownOptions = [
        "--database", "--user-agent", "--actor", "--keep", "--wait-timeout",
    ]

    /// What asks for the same again: the command line without where the log is and who asks.
    private var commandLine: String {
        var words = [source]
        var skips = false
        let given = CommandLine.arguments.drop { $0 != "ingest" }.dropFirst()
        for word in given where word != source {
            if skips {
                skips = false
            } else if Self.ownOptions.contains(word) {
                skips = true
            } else if !Self.ownOptions.contains(where: { word.hasPrefix($0 + "=") }),
                !["--no-project", "--wait", "-v", "--verbose"].contains(word)
            {
                words.append(word.contains(" ") ? "'\(word)'" : word)
            }
        }
        return words.joined(separator: " ")
    }
}
