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

    /// A list that is complete for what it is of: what an earlier one had and this one lacks is
    /// no longer listed.
    public struct Listing: Equatable, Sendable {
        /// The same for every document of the same list: `edgar-index 2020-Q1`.
        public let name: String
        /// Whether nothing is missing that belongs to it; else nothing can be said to have vanished.
        public let isComplete: Bool
        /// The filing days that it is a list of; `nil`: all.
        public let days: ClosedRange<CivilDay>?

        public init(name: String, isComplete: Bool, days: ClosedRange<CivilDay>? = nil) {
            self.name = name
            self.isComplete = isComplete
            self.days = days
        }
    }

    /// A filing of which the source itself says that it is no longer listed.
    public struct Delisting: Equatable, Sendable {
        public let stream: StreamName
        /// The source key of its `filing.listed` event.
        public let filing: String
        public let accession: String
        /// `nil` when the source does not repeat it.
        public let form: String?
        /// What said so, as ``FilingDelisted/listing`` has it: `companies-house stream`.
        public let listing: String
        /// The statement among others of its kind, the same at every reading: `timepoint 90210`.
        public let statement: String
        public let observedOn: CivilDay?
        public let place: SourcePlace

        public init(
            stream: StreamName, filing: String, accession: String, form: String?, listing: String,
            statement: String, observedOn: CivilDay?, place: SourcePlace
        ) {
            self.stream = stream
            self.filing = filing
            self.accession = accession
            self.form = form
            self.listing = listing
            self.statement = statement
            self.observedOn = observedOn
            self.place = place
        }
    }

    public var findings: [Finding] = []
    /// In the order in which they were said; findings of the same document may come before or after.
    public var delisted: [Delisting] = []
    public var refusals: [Refusal] = []
    public var furtherParts: [FurtherPart] = []
    /// The list that the document holds whole, where it is one that things can vanish from.
    public var listing: Listing?
    /// What the document says of the completeness of its days, companies or quarters.
    public var coverage: [RunCoverage] = []
    /// What a walk needs to know of the document, under names of the source's: `total`, `next`.
    public var notes: [String: String] = [:]

    public init() {}
}
