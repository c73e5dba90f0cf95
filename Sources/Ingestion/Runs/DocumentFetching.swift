import EventStorage
import Filings

/// Gets documents from a register, from the network or from what was kept of it.
public protocol DocumentFetching: Sendable {
    /// Whether a request can be made at all.
    ///
    /// - Throws: ``FetcherError/secretMissing(_:)``.
    func check(_ request: SourceRequest) throws(FetcherError)

    /// Asks until there is an answer or no use in asking. Never fails: what goes wrong is an answer.
    ///
    /// - Parameter checkpoint: What the same part gave last time, for a conditional request.
    func fetch(
        _ request: SourceRequest, of source: any NetworkSource,
        after checkpoint: SourceCheckpoint?
    ) async -> FetchedAnswer

    /// Takes a live answer, some lines at a time, until it ends.
    ///
    /// - Returns: How it ended: ``SourceAnswer/content`` when it was stopped here.
    func follow(
        _ request: SourceRequest, of source: any NetworkSource, into batches: LiveBatches
    ) async -> SourceAnswer
}
