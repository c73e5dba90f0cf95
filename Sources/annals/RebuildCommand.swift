import Answering
import ArgumentParser
import CanonicalJSON
import EventStorage
import Projections
import Rendering

struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Compute read models again beside the live ones, compare, and put them in place.",
        discussion: """
            Questions are answered by the live tables until the swap, which takes milliseconds; \
            those are kept as the former ones, and --revert puts them back. An interrupted rebuild \
            goes on where it stopped.

            With --exit-code: 3 when a table differs from the one before it, or cannot be built.
            """)

    @Argument(help: ArgumentHelp("Which read models.", valueName: "name"))
    var names: [String] = []

    @Flag(help: "All of them.")
    var all = false

    @Option(help: ArgumentHelp("How many work side by side; else one a core.", valueName: "count"))
    var workers: Int?

    @Flag(help: "Say what it would take, and change nothing.")
    var dryRun = false

    @Flag(name: .customLong("no-swap"), help: "Build and compare; leave the live tables in place.")
    var leavesLive = false

    @Flag(help: "Put the former tables back in place.")
    var revert = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if all != names.isEmpty {
            throw ValidationError(
                "Name the read models, or say --all: \(Projector.names.joined(separator: ", ")).")
        }
        if let workers, !(1...64).contains(workers) {
            throw ValidationError("--workers is a count: 1 to 64.")
        }
        if revert, dryRun || leavesLive || workers != nil {
            throw ValidationError(
                "--revert computes nothing: --dry-run, --no-swap and --workers do not go with it.")
        }
        if dryRun, leavesLive {
            throw ValidationError("--dry-run builds nothing, so --no-swap says nothing.")
        }
    }

    func run() async throws {
        let asked = try names.map { name throws(Failure) in try ReadModelName(name).name }
        try await database.withLog { ledger in
            let rebuilder = Rebuilder(
                ledger.store, names: asked, workers: workers ?? Rebuilder.usualWorkers)
            if revert {
                let swap = try await rebuilder.revert(by: Login.name)
                try show(RebuildRecords.records(of: swap), hasFindings: false)
            } else if dryRun {
                let estimate = try await rebuilder.estimate()
                try show(RebuildRecords.records(of: estimate), hasFindings: false)
            } else {
                try await rebuild(with: rebuilder)
            }
        }
    }

    private func rebuild(with rebuilder: Rebuilder) async throws {
        let meter = RebuildMeter(verbose: database.verbose)
        let report: RebuildReport
        do {
            report = try await rebuilder.run(swaps: !leavesLive) { meter.show($0) }
        } catch {
            meter.finish()
            throw error
        }
        meter.finish()
        for line in RebuildRecords.story(of: report, verbose: database.verbose) {
            StandardError.print("annals: " + line)
        }
        try show(RebuildRecords.records(of: report), hasFindings: report.hasFindings)
        if !report.failures.isEmpty { throw ExitStatus.failed.exitCode }
    }

    private func show(_ set: RecordSet, hasFindings: Bool) throws {
        try output.show(set)
        StandardOutput.flush()
        if output.exitCode, hasFindings { throw ExitStatus.findings.exitCode }
    }
}
