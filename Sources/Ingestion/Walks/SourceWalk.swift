import EventStorage
import Filings

/// A register that can be read over the network.
public protocol NetworkSource: FilingSource {
    /// Plans how to carry out an order.
    ///
    /// - Parameter checkpoints: What earlier runs left, by part.
    func walk(
        _ order: IngestOrder, checkpoints: [String: SourceCheckpoint]
    ) throws(OrderError) -> any SourceWalk

    /// What an answer means, by its status, its type and its first bytes.
    func meaning(of answer: RawAnswer, to request: SourceRequest) -> SourceAnswer

    /// Addresses whose requests count together against the register's limit, `sec.gov`.
    var hostFamily: String { get }

    /// How many requests a second the register allows to one user, over all processes.
    var requestsPerSecond: Double { get }
}

/// One walk through what a register serves: asks for a document, is told what it held, and decides
/// what comes next. A pure state machine, so that walks are tested without a network.
public protocol SourceWalk: Sendable {
    /// The next request; `nil` at the end.
    mutating func next() -> SourceRequest?

    /// Told of each answer before ``next()`` is called again.
    mutating func take(_ page: WalkedPage)

    /// What is now known about the completeness of what was asked for. Asked for at the end, also
    /// when the walk was cut short.
    var coverage: [RunCoverage] { get }

    /// Listings that come in several documents and of which this walk read every one, by their
    /// names: together they are complete, though none of the documents says so. Asked for at the
    /// end.
    var completeListings: [String] { get }

    /// What the next walk of the same part needs to know: see ``SourceCheckpoint/state``.
    func state(of part: String) -> [String: String]
}

extension SourceWalk {
    public var completeListings: [String] { [] }
    public func state(of part: String) -> [String: String] { [:] }
}

/// One answer in a walk, read and recorded.
public struct WalkedPage: Sendable {
    public var request: SourceRequest
    public var answer: SourceAnswer
    /// What the document says; `nil` without content, and when it could not be taken.
    public var reading: SourceReading?
    /// Why the document could not be taken.
    public var failure: SourceError?
    /// How many of its findings were new to the log.
    public var appended = 0
    /// How many were there before.
    public var known = 0

    public init(request: SourceRequest, answer: SourceAnswer, reading: SourceReading? = nil) {
        self.request = request
        self.answer = answer
        self.reading = reading
    }
}
