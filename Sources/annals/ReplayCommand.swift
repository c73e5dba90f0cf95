import Answering
import ArgumentParser
import CanonicalJSON
import EventStorage
import Filings
import Projections
import Rendering

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Compute read models to a point again, elsewhere, and print their digests.",
        discussion: """
            Reads the log up to the point into tables that are dropped afterwards, and says whether \
            the live read models were the same there: equal, different or, where they are of another \
            version or not that far, unknown.

            With --exit-code: 3 when one is not equal.
            """)

    @Argument(
        help: ArgumentHelp(
            "Only of these read models, as timeline or timeline@5.", valueName: "name[@version]"))
    var names: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The last event: its position, or 2026-11-23 or 2026-11-23T12:00:00Z, by which it was recorded.",
            valueName: "position-or-instant"))
    var to: String

    @Option(help: ArgumentHelp("How many connections compute side by side.", valueName: "count"))
    var workers: Int = Rebuilder.usualWorkers

    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    static let fields: [Field] = DigestCommand.fields + ["live"]

    func validate() throws {
        if workers < 1 { throw ValidationError("--workers is a count: 1 or more.") }
    }

    func run() async throws {
        let asked = try names.map { name throws(Failure) in
            try ReadModelName(name).name
        }
        try await database.withLog { ledger in
            let limits = try await limits(in: ledger.store)
            let meter = ProgressMeter("Replay")
            let replay = Task { [workers] in
                try await Replayer(ledger.store, workers: workers)
                    .run(asked, through: limits.position) { progress in
                        if progress.phase == .loading {
                            meter.show(done: progress.done, of: progress.total)
                        }
                    }
            }
            let signals = StopSignals { replay.cancel() }
            defer { signals.forget() }
            let report = try await replay.value
            meter.finish()
            try show(report, basis: limits.basis)
        }
    }

    private func show(_ report: ReplayReport, basis: JSONObject) throws {
        let records = report.models.map { model in
            var record = Record(model.digest)
            record["live"] = .string(model.live.word)
            return record
        }
        try output.show(RecordSet(fields: Self.fields, records: records, basis: basis))
        StandardOutput.flush()
        for case .unknown(let reason) in report.models.map(\.live) {
            StandardError.print("annals: \(reason)")
        }
        if let bad = report.failures.first {
            throw Failure("\(BuildError.badEvent(bad))", .failed)
        }
        if output.exitCode, report.models.contains(where: { $0.live != .equal }) {
            throw ExitStatus.findings.exitCode
        }
    }

    private func limits(in store: EventStore) async throws -> QuestionLimits {
        let head = try await store.head().position
        if let position = Int64(to) {
            guard (0...head).contains(position) else {
                throw Failure(
                    "--to \(to) is beyond the log, which ends at \(head).", .usage)
            }
            return QuestionLimits(asOf: nil, recordedBy: nil, position: position, isPinned: true)
        }
        let instant = try MomentText.instant(to, option: "--to")
        return QuestionLimits(
            asOf: nil, recordedBy: instant, position: try await store.position(at: instant),
            isPinned: true)
    }
}

extension ReplayedModel.Live {
    fileprivate var word: String {
        switch self {
        case .equal: "equal"
        case .different: "different"
        case .unknown: "unknown"
        }
    }
}
