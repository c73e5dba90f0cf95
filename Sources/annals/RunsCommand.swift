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

    /// The last runs that are shown where nobody says how many.
    private static let fewRuns = 20

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
        let present = try question.present()
        let span = try maxAge.map { text throws(CommandFailure) in
            guard let span = AgeText.reading(text) else {
                throw CommandFailure(
                    "--max-age \(text) is no duration; write it as 26h, 90m or 3d.", .usage)
            }
            return span
        }
        let start = try startOfRuns(today: present.day)
        try await database.withLog { ledger in
            let limits = try await ledger.limitsOfModels(
                try await question.limits(in: ledger.store), reading: [.runs, .coverage])
            let sources = try await SourceStates(of: ledger, at: limits.position)
            if let asked, !isRun { try Self.check(asked, in: sources) }
            if let asked, isRun {
                try await show(run: asked, in: ledger, at: limits)
            } else if gaps {
                try await showGaps(sources, at: limits)
            } else if let span {
                try showAges(sources, longest: span, present: present, at: limits)
            } else {
                try await showRuns(since: start, in: ledger, at: limits)
            }
        }
    }

    private func startOfRuns(today: CivilDay) throws(CommandFailure) -> Instant? {
        guard let since else { return nil }
        if let instant = Instant(since) { return instant }
        return Instant(startOf: try QuestionOptions.day(since, option: "--since", today: today))
    }

    private static func check(_ source: String, in states: SourceStates) throws {
        let known = Set(SourceCatalog.sources.map(\.name)).union(states.names).sorted()
        if known.contains(source) { return }
        let nearest = Suggestion.closest(to: source, in: known).map { " Did you mean \($0)?" }
        throw CommandFailure(
            "There is no source \(source).\(nearest ?? "") Sources: \(known.joined(separator: ", ")).",
            .usage)
    }

    private func showRuns(
        since start: Instant?, in ledger: Ledger, at limits: QuestionLimits
    ) async throws {
        let runs = try await ledger.models.runs(
            of: asked, since: start, at: limits.position, most: limit ?? Self.fewRuns)
        // What a run lists can be long: it is read where a format or a field shows it.
        let needsDetails =
            output.fields?.contains(RunRecords.details) ?? output.chosenFormat.isJSON
        var records: [Record] = []
        for run in runs {
            var record = RunRecords.record(of: run)
            if needsDetails {
                record[RunRecords.details] = .object(try await ledger.parts(of: run).object)
            }
            records.append(record)
        }
        try finish(
            RecordSet(
                fields: needsDetails ? RunRecords.fieldsWithDetails : RunRecords.fields,
                records: records, basis: limits.basis),
            empty: "no run is recorded",
            hasFindings: runs.contains { $0.outcome != RunFinished.Outcome.complete.rawValue })
    }

    private func show(run id: String, in ledger: Ledger, at limits: QuestionLimits) async throws {
        guard let run = try await ledger.models.run(id, at: limits.position) else {
            throw CommandFailure("There is no run \(id). Try: annals runs", .usage)
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
        try output.show(RecordSet(fields: fields, records: [record], basis: limits.basis))
        StandardOutput.flush()
        if output.exitCode, run.outcome != RunFinished.Outcome.complete.rawValue {
            throw ExitStatus.findings.exitCode
        }
    }

    private func showGaps(_ sources: SourceStates, at limits: QuestionLimits) async throws {
        let gaps = sources.gaps.filter { asked == nil || $0.source == asked }
        try finish(
            RecordSet(
                fields: RunRecords.gapFields, records: gaps.map { RunRecords.record(of: $0) },
                basis: limits.basis),
            empty: "no gap is known",
            hasFindings: gaps.contains { $0.state != RunCoverage.State.pending.rawValue })
    }

    private func showAges(
        _ sources: SourceStates, longest: Duration, present: Instant, at limits: QuestionLimits
    ) throws {
        let names = asked.map { [$0] } ?? sources.names
        let ages = names.map { sources.age(of: $0, at: present, longest: longest) }
        try finish(
            RecordSet(
                fields: SourceStates.Age.fields, records: ages.map(\.record), basis: limits.basis),
            empty: "no run is recorded", hasFindings: ages.contains { $0.state != .fresh })
    }

    /// Shows a result; an empty one is said in words too.
    private func finish(_ set: RecordSet, empty: String, hasFindings: Bool) throws {
        try output.show(set)
        StandardOutput.flush()
        if set.records.isEmpty {
            StandardError.print("annals: " + empty + (asked.map { " of \($0)" } ?? ""))
        }
        if output.exitCode, hasFindings { throw ExitStatus.findings.exitCode }
    }
}

extension OutputFormat {
    fileprivate var isJSON: Bool { self == .json || self == .jsonl }
}
