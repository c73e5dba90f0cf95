import Filings

/// What an ingestion did. `read` is the sum of `appended`, `known`, `repeated` and the conflicts.
public struct IngestReport: Equatable, Sendable {
    /// Findings: events that the documents give rise to, without refusals.
    public var read = 0
    public var appended = 0
    /// Recorded before with the same content.
    public var known = 0
    /// Said twice in one document with the same content.
    public var repeated = 0
    public var conflicts: [Conflict] = []
    public var refusals: [SourceReading.Refusal] = []
    /// Documents that could not be taken at all.
    public var failures: [SourceError] = []
    /// Parts that a document names and that were not among those read.
    public var partsNotRead: [SourceReading.FurtherPart] = []
    public var documents = 0
    /// How many events of each type were appended.
    public var appendedByType: [String: Int] = [:]

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
}
