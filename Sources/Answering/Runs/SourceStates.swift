import CanonicalJSON
import Filings
import Projections
import Rendering

/// Each source's newest runs and gaps.
public struct SourceStates {
    private let newest: [String: ReadModels.Run]
    private let complete: [String: ReadModels.Run]
    public let gaps: [CoverageGaps.Gap]

    public init(of ledger: Ledger, at position: Int64) async throws {
        newest = Self.bySource(try await ledger.models.newestRuns(at: position))
        complete = Self.bySource(
            try await ledger.models.newestRuns(complete: true, at: position))
        gaps = CoverageGaps(try await ledger.models.coverage(at: position)).gaps
    }

    private static func bySource(_ runs: [ReadModels.Run]) -> [String: ReadModels.Run] {
        Dictionary(runs.map { ($0.source, $0) }) { one, _ in one }
    }

    /// The sources that ever ran, in order.
    public var names: [String] { newest.keys.sorted() }

    public func newestRun(of source: String) -> ReadModels.Run? { newest[source] }

    public func gapCount(of source: String) -> Int { gaps.count { $0.source == source } }

    /// How old a source's newest complete run is.
    public struct Age {
        public enum State: String {
            case fresh
            case stale
            case neverCompleted = "never completed"
        }

        public let source: String
        public let state: State
        public let span: Duration?
        public let complete: ReadModels.Run?
        public let newest: ReadModels.Run?

        public static let fields: [Field] = [
            "source", "state", "age", "completedAt", "newestOutcome",
            Field("newestRun", detail: true), Field("ageSeconds", .number, detail: true),
        ]

        public var record: Record {
            var record: Record = ["source": .string(source), "state": .string(state.rawValue)]
            record["age"] = span.map { .string(AgeText.words($0)) }
            record["completedAt"] = (complete?.finishedAt).map { .string($0.text) }
            record["newestOutcome"] = (newest?.outcome).map { .string($0) }
            record["newestRun"] = (newest?.id).map { .string($0) }
            record["ageSeconds"] = span.map { .integer(max(0, $0.components.seconds)) }
            return record
        }
    }

    public func age(of source: String, at present: Instant, longest: Duration) -> Age {
        let run = complete[source]
        let span = run.map { present.since($0.finishedAt) }
        let state: Age.State = span.map { $0 > longest ? .stale : .fresh } ?? .neverCompleted
        return Age(
            source: source, state: state, span: span, complete: run, newest: newest[source])
    }
}
