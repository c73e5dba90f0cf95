import Filings

/// What the ``Ingester`` needs of the log, so that its decisions are tested without a server.
public protocol EventLog: Sendable {
    associatedtype Failure: Error

    /// A stream's events from version 1 on; none when it does not exist.
    func events(in stream: StreamName) async throws(Failure) -> [RecordedEvent]

    /// Appends all events or none.
    ///
    /// - Parameter version: How many events the stream held when the caller decided.
    /// - Returns: Whether it was done; `false` when the stream has moved on since.
    func append(
        _ events: [NewEvent], to stream: StreamName, expecting version: Int64
    ) async throws(Failure) -> Bool
}
