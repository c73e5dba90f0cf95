import CanonicalJSON
import Filings

/// What one thing that a company's history shows became between two moments, and by which event.
public struct Change: Equatable, Sendable {
    public enum Kind: String, Sendable {
        case added, changed, withdrawn
    }

    /// What changed.
    public enum Subject: String, Sendable {
        /// The company itself: names, identifiers, description.
        case company
        case claim, filing
        /// A name that the company no longer has.
        case name
        case milestone
        /// Sources that disagree: it is there while they do.
        case conflict
    }

    /// A member with its value before and after; `nil`: absent.
    public struct Field: Equatable, Sendable {
        public let name: String
        public let old: JSONValue?
        public let new: JSONValue?
    }

    public let kind: Kind
    public let subject: Subject
    /// The claim id, the accession number, the milestone's key, what a conflict is about.
    public let id: String
    public let title: String
    /// By name; of what was added what it says, of what was withdrawn what it said.
    public let fields: [Field]
    /// The last event between the two moments that touches it.
    public let cause: RecordedEvent
    /// By the later moment it only may have become so.
    public let isOnlyPossible: Bool
}
