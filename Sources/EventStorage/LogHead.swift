import Filings

/// How long the log is.
public struct LogHead: Equatable, Sendable {
    /// The last event's position; 0 when there is none.
    public let position: Int64
    /// The last event's recorded time; the Unix epoch when there is none.
    public let recordedAt: Instant
    public let streams: Int64

    package init(position: Int64, recordedAt: Instant, streams: Int64) {
        self.position = position
        self.recordedAt = recordedAt
        self.streams = streams
    }

    /// A log without events.
    public static let empty = LogHead(
        position: 0, recordedAt: Instant(microsecondsSinceEpoch: 0), streams: 0)
}
