import CanonicalJSON
import EventStorage
import Filings
import Ingestion
import Projections
import Rendering

/// What ingestion did: runs with their counts, gaps, sources that fell silent.
public struct RunsQuestion: Question {
    public enum Aspect: Sendable {
        /// The last runs, newest first: those that began since, at most so many; with what they list.
        case list(since: String?, most: Int?, detailed: Bool)
        /// What is incomplete, why, and the command that repairs it.
        case gaps
        /// How old each source's newest complete run is, against an age as `26h`.
        case ages(longest: String)
    }

    /// Only of this source.
    public var source: String?
    public var aspect: Aspect

    public init(
        of source: String? = nil,
        _ aspect: Aspect = .list(since: nil, most: nil, detailed: true)
    ) {
        self.source = source
        self.aspect = aspect
    }

    /// The last runs that are shown where nobody says how many.
    private static let fewRuns = 20

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let limits = try await ledger.limitsOfModels(
            try await texts.limits(in: ledger.store), reading: [.runs, .coverage])
        let states = try await SourceStates(of: ledger, at: limits.position)
        if let source { try Self.check(source, in: states) }
        switch aspect {
        case .list(let since, let most, let detailed):
            let start = try since.map { text throws(Failure) in
                try Self.start(text, today: try texts.present().day)
            }
            return try await list(
                since: start ?? nil, most: most, detailed: detailed, in: ledger, at: limits)
        case .gaps: return gaps(states, at: limits)
        case .ages(let longest):
            guard let span = AgeText.reading(longest) else {
                throw Failure(
                    "--max-age \(longest) is no duration; write it as 26h, 90m or 3d.", .usage)
            }
            return ages(states, longest: span, present: try texts.present(), at: limits)
        }
    }

    private static func start(_ text: String, today: CivilDay) throws(Failure) -> Instant? {
        if let instant = Instant(text) { return instant }
        return Instant(startOf: try MomentText.day(text, option: "--since", today: today))
    }

    private static func check(_ source: String, in states: SourceStates) throws(Failure) {
        let known = Set(SourceCatalog.sources.map(\.name)).union(states.names).sorted()
        if known.contains(source) { return }
        let nearest = Suggestion.closest(to: source, in: known).map { " Did you mean \($0)?" }
        throw Failure(
            "There is no source \(source).\(nearest ?? "") Sources: \(known.joined(separator: ", ")).",
            .usage, .missing)
    }

    private func list(
        since start: Instant?, most: Int?, detailed: Bool, in ledger: Ledger,
        at limits: QuestionLimits
    ) async throws -> Answer {
        let runs = try await ledger.models.runs(
            of: source, since: start, at: limits.position, most: most ?? Self.fewRuns)
        var records: [Record] = []
        for run in runs {
            var record = RunRecords.record(of: run)
            // What a run lists can be long: it is read where it is shown.
            if detailed {
                record[RunRecords.details] = .object(try await ledger.parts(of: run).object)
            }
            records.append(record)
        }
        return finished(
            RecordSet(
                fields: detailed ? RunRecords.fieldsWithDetails : RunRecords.fields,
                records: records, basis: limits.basis),
            empty: "no run is recorded",
            hasFindings: runs.contains { $0.outcome != RunFinished.Outcome.complete.rawValue })
    }

    private func gaps(_ sources: SourceStates, at limits: QuestionLimits) -> Answer {
        let gaps = sources.gaps.filter { source == nil || $0.source == source }
        return finished(
            RecordSet(
                fields: RunRecords.gapFields, records: gaps.map { RunRecords.record(of: $0) },
                basis: limits.basis),
            empty: "no gap is known",
            hasFindings: gaps.contains { $0.state != RunCoverage.State.pending.rawValue })
    }

    private func ages(
        _ sources: SourceStates, longest: Duration, present: Instant, at limits: QuestionLimits
    ) -> Answer {
        let names = source.map { [$0] } ?? sources.names
        let ages = names.map { sources.age(of: $0, at: present, longest: longest) }
        return finished(
            RecordSet(
                fields: SourceStates.Age.fields, records: ages.map(\.record), basis: limits.basis),
            empty: "no run is recorded", hasFindings: ages.contains { $0.state != .fresh })
    }

    /// An empty result is said in words too.
    private func finished(_ set: RecordSet, empty: String, hasFindings: Bool) -> Answer {
        let whose = source.map { " of \($0)" } ?? ""
        return Answer(
            set, remarks: set.records.isEmpty ? [empty + whose] : [], hasFindings: hasFindings)
    }
}
