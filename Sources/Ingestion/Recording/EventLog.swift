import EventStorage
import Filings

/// What ingestion needs of the log, so that its decisions are tested without a server.
public protocol EventLog: Sendable {
    associatedtype Failure: Error

    /// The events of some types in some streams, in the order of the log.
    func events(
        in streams: [StreamName], of types: [String]
    ) async throws(Failure) -> [RecordedEvent]

    /// The events with these source keys, and what was recorded about those that are filings, in
    /// the order of the log.
    func events(aboutFilings ids: [String]) async throws(Failure) -> [RecordedEvent]

    /// Appends what is not there yet. An event whose key is taken by other facts is left out and
    /// is one of the report's conflicts.
    ///
    /// - Parameters:
    ///   - looksFirst: Whether some of the events are likely to be known.
    ///   - settlement: Written together with the events, unless there is a conflict.
    func append(
        _ parts: [AppendRequest.Part], looksFirst: Bool, settling settlement: SourceSettlement?
    ) async throws(Failure) -> BulkReport

    func checkpoints(of source: String) async throws(Failure) -> [String: SourceCheckpoint]

    func listing(named name: String) async throws(Failure) -> SourceListing?

    /// Listings of single days within those days, whose names begin with a prefix.
    func dayListings(
        prefix: String, within days: ClosedRange<CivilDay>
    ) async throws(Failure) -> [SourceListing]
}
