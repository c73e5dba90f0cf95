import Filings

/// How long the log is.
public struct LogHead: Equatable, Sendable {
    /// The last event's position; 0 when there is none.
    public let position: Int64
    /// The last event's recorded time; the Unix epoch when there is none.
    public let recordedAt: Instant
    public let streams: Int64
}
