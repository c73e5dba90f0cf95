import Answering
import ArgumentParser
import EventStorage
import Postgres
import Projections
import Rendering

struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project",
        abstract: "Bring the read models up to the log's head, or keep them there.",
        discussion: """
            Several processes may run it: they share the read models, and one that dies loses its \
            share to the others. An event that a read model cannot take stops that read model alone.
            """,
        subcommands: [
            ProjectRunCommand.self, ProjectPauseCommand.self, ProjectResumeCommand.self,
            ProjectRetryCommand.self, ProjectSkipCommand.self, ProjectReconcileCommand.self,
            ProjectStatusCommand.self,
        ],
        defaultSubcommand: ProjectRunCommand.self)
}

struct ProjectRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Bring the read models up to the head; with --follow, for ever.")

    @Flag(help: "Go on as the log grows, until a signal ends it.")
    var follow = false

    @Option(
        help: ArgumentHelp(
            "After so long without a sign of life others take its share over.",
            valueName: "seconds"))
    var lease: Int = 10

    @Option(help: ArgumentHelp("How many events one transaction applies.", valueName: "events"))
    var batch: Int = 5_000

    @Option(
        help: ArgumentHelp(
            "With --follow: write how it goes for Prometheus, every 5 seconds.", valueName: "file"))
    var metrics: String?

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if metrics != nil, !follow {
            throw ValidationError(
                "--metrics needs --follow; annals project status --metrics writes once.")
        }
        guard (1...3_600).contains(lease) else {
            throw ValidationError("--lease is between 1 and 3600 seconds.")
        }
        guard (1...100_000).contains(batch) else {
            throw ValidationError("--batch is between 1 and 100000 events.")
        }
    }

    func run() async throws {
        try await database.withLog { ledger in
            let projector = Projector(ledger.store, batch: batch, lease: .seconds(lease))
            if follow {
                let metrics = metrics.map { MetricsWriter(ledger.store, to: MetricsFile($0)) }
                try await metrics?.write()
                return await Self.follow(
                    with: projector, at: ledger.address.direct, metrics: metrics)
            }
            let run = try await ledger.project(with: projector)
            if database.verbose {
                StandardError.print("annals: read models at position \(run.head)")
            }
            if run.stops.contains(where: \.isFailure) || !run.newer.isEmpty {
                throw ExitStatus.failed.exitCode
            }
        }
    }

    private static func follow(
        with projector: Projector, at url: String, metrics: MetricsWriter?
    ) async {
        let work = Task {
            await projector.follow(listeningAt: url) { news in
                if let line = news.words { StandardError.print("annals: " + line) }
            }
        }
        let writing = Task { await metrics?.writeUntilCancelled() }
        let signals = StopSignals { work.cancel() }
        await work.value
        writing.cancel()
        await writing.value
        signals.forget()
    }
}

extension Ledger {
    /// Brings the read models up to date, with progress on a terminal.
    ///
    /// - Parameter saysStops: Whether it says what stands still; else the caller does.
    @discardableResult
    func project(
        with projector: Projector? = nil, saysStops: Bool = true
    ) async throws -> ProjectionRun {
        let meter = ProgressMeter("Read models")
        let run = try await (projector ?? Projector(store)).run { position, head in
            meter.show(done: position, of: head)
        }
        meter.finish()
        guard saysStops else { return run }
        for stop in run.stops { StandardError.print("annals: " + stop.words) }
        for name in run.newer { StandardError.print("annals: " + ProjectorNews.newerWords(name)) }
        return run
    }

    /// As ``project(with:)`` after recording, which an account may be allowed to without being
    /// allowed to write read models: then it says so, and what was recorded stays a success.
    func projectWhereAllowed() async throws {
        do {
            try await project()
        } catch EventStoreError.database(let error)
            where error.sqlState == .insufficientPrivilege
        {
            StandardError.print(
                "annals: this account may not write read models; another has to run annals project")
        }
    }
}
