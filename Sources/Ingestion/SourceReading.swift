import Filings

/// What one document says, translated. Every part of it is a finding or a refusal.
public struct SourceReading: Equatable, Sendable {
    /// An event and where it goes. Events of one stream stand in the order to append them in.
    public struct Finding: Equatable, Sendable {
        public let stream: StreamName
        public let event: NewEvent
        public let place: SourcePlace

        public init(stream: StreamName, event: NewEvent, place: SourcePlace) {
            self.stream = stream
            self.event = event
            self.place = place
        }
    }

    /// A part that cannot be taken.
    public struct Refusal: Equatable, Sendable, CustomStringConvertible {
        public let place: SourcePlace
        public let reason: String

        public init(place: SourcePlace, reason: String) {
            self.place = place
            self.reason = reason
        }

        public var description: String { "\(place): \(reason)" }
    }

    /// A document that this one names as holding the rest.
    public struct FurtherPart: Equatable, Sendable {
        public let name: String
        /// How many filings it is said to hold.
        public let filings: Int64?

        public init(name: String, filings: Int64?) {
            self.name = name
            self.filings = filings
        }
    }

    public var findings: [Finding] = []
    public var refusals: [Refusal] = []
    public var furtherParts: [FurtherPart] = []

    public init() {}
}
