import Filings

/// What an ingestion did. `read` is the sum of `appended`, `known`, `repeated`, `detailed`,
/// `corrected` and the conflicts.
public struct IngestReport: Equatable, Sendable {
    /// Findings: events that the documents give rise to, without refusals.
    public var read = 0
    public var appended = 0
    /// Recorded before with the same content.
    public var known = 0
    /// Said twice in one document with the same content.
    public var repeated = 0
    /// Known filings of which a source said more than the ones before.
    public var detailed = 0
    public var corrected = 0
    /// Vanished from a complete listing, and back in one; not part of `read`.
    public var delisted = 0
    public var relisted = 0
    public var conflicts: [Conflict] = []
    public var refusals: [SourceReading.Refusal] = []
    /// Documents that could not be taken at all.
    public var failures: [SourceError] = []
    /// Parts that a document names and that were not among those read.
    public var partsNotRead: [SourceReading.FurtherPart] = []
    public var documents = 0
    /// How many events of each type were appended.
    public var appendedByType: [String: Int] = [:]
    public var coverage: [RunCoverage] = []
    /// Each document in the order of reading.
    public var history: [RunDocument] = []

    /// It was stopped before its end.
    public var isCutShort = false

    public init() {}

    /// A source key that is recorded with another content; the recorded one stays.
    public struct Conflict: Equatable, Sendable, CustomStringConvertible {
        public let stream: StreamName
        public let id: String
        public let place: SourcePlace
        public let differences: [Difference]

        public var description: String {
            let list = differences.map(\.description).joined(separator: "; ")
            return "\(place): \(id) is recorded with another content: \(list)"
        }
    }

    /// One member on which the record and the document disagree, as JSON texts.
    public struct Difference: Equatable, Sendable, CustomStringConvertible {
        public let member: String
        public let recorded: String?
        public let found: String?

        public var description: String {
            "\(member) \(recorded ?? "absent") before, \(found ?? "absent") now"
        }
    }

    /// As a run's history has it.
    public var counts: RunCounts {
        var counts = RunCounts()
        counts.documents = Int64(documents)
        counts.read = Int64(read)
        counts.appended = Int64(appended)
        counts.known = Int64(known + repeated)
        counts.detailed = Int64(detailed)
        counts.corrected = Int64(corrected)
        counts.delisted = Int64(delisted)
        counts.relisted = Int64(relisted)
        counts.conflicts = Int64(conflicts.count)
        counts.refused = Int64(refusals.count)
        return counts
    }

    /// Whether something was lost that was asked for.
    public var hasTrouble: Bool { !failures.isEmpty || !refusals.isEmpty || !conflicts.isEmpty }
}
