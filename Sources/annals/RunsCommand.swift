import Answering
import ArgumentParser
import CanonicalJSON
import Filings
import Ingestion
import Projections
import Rendering

struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "What ingestion did: runs with their counts, gaps, sources that fell silent.",
        discussion: """
            Without an option the last runs, newest first. A run's id shows that one whole: its \
            documents, what it refused, what it says about completeness.

            With --exit-code: 3 when a run shown was not complete, when there is a gap other than \
            what the register has yet to publish (pending), when a source is older than --max-age.
            """)

    @Argument(
        help: ArgumentHelp("Only of this source, or one run by its id.", valueName: "source-or-run")
    )
    var asked: String?

    @Flag(help: "What is incomplete, why, and the command that repairs it.")
    var gaps = false

    @Option(
        help: ArgumentHelp(
            "How long ago each source's newest complete run may have ended: 26h, 90m, 3d.",
            valueName: "duration"))
    var maxAge: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Only runs that began since: 2026-11-23, 2026-11-23T12:00:00Z, yesterday, -7d.",
            valueName: "instant"))
    var since: String?

    @Option(help: ArgumentHelp("At most so many runs.", valueName: "count"))
    var limit: Int?

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is a count: 0 or more.") }
        if gaps, maxAge != nil { throw ValidationError("--gaps and --max-age are two questions.") }
        let isList = !gaps && maxAge == nil && !isRun
        if !isList, since != nil || limit != nil {
            throw ValidationError("--since and --limit are about the list of runs.")
        }
        if isRun, gaps || maxAge != nil {
            throw ValidationError("--gaps and --max-age are about sources, not about one run.")
        }
    }

    /// A run's id has its source before a stroke: `edgar-index/2026-11-26T01:17:59.000000Z`.
    private var isRun: Bool { asked?.contains("/") ?? false }

    func run() async throws {
        try await database.reading { ledger in
            if let asked, isRun {
                let limits = try await ledger.limitsOfModels(
                    try await question.limits(in: ledger.store), reading: [.runs, .coverage])
                return try await show(run: asked, in: ledger, at: limits)
            }
            let answer = try await RunsQuestion(of: asked, aspect)
                .answer(at: question.texts, in: ledger)
            try output.show(answer)
        }
    }

    private var aspect: RunsQuestion.Aspect {
        if gaps { return .gaps }
        if let maxAge { return .ages(longest: maxAge) }
        let showsDetails =
            output.fields?.contains(RunRecords.details) ?? output.chosenFormat.isJSON
        return .list(since: since, most: limit, detailed: showsDetails)
    }

    private func show(run id: String, in ledger: Ledger, at limits: QuestionLimits) async throws {
        guard let run = try await ledger.models.run(id, at: limits.position) else {
            throw Failure("There is no run \(id). Try: annals runs", .usage)
        }
        let parts = try await ledger.parts(of: run)
        var output = output
        if output.format == nil, output.fields == nil { output.format = .table }
        let isForPeople = output.chosenFormat == .table && output.fields == nil
        if isForPeople { output.expanded = true }
        var record = RunRecords.record(of: run)
        var fields = isForPeople ? RunRecords.fields : RunRecords.fieldsWithDetails
        if isForPeople {
            let lines = parts.lines
            fields += lines.map { Field($0.name, .text) }
            for line in lines { record[line.name] = .string(line.text) }
        } else {
            record[RunRecords.details] = .object(parts.object)
        }
        try output.show(
            Answer(
                RecordSet(fields: fields, records: [record], basis: limits.basis),
                hasFindings: run.outcome != RunFinished.Outcome.complete.rawValue))
    }
}

extension OutputFormat {
    fileprivate var isJSON: Bool { self == .json || self == .jsonl }
}
