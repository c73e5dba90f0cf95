import Filings

/// Where an event stands in the log.
public struct AppendedEvent: Equatable, Sendable {
    public let position: Int64
    /// The place in the stream.
    public let version: Int64
    public let recordedAt: Instant
    /// It had been recorded before, with the same facts; nothing was appended now.
    public let wasKnown: Bool

    public init(position: Int64, version: Int64, recordedAt: Instant, wasKnown: Bool) {
        self.position = position
        self.version = version
        self.recordedAt = recordedAt
        self.wasKnown = wasKnown
    }
}
