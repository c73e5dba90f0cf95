import Filings

/// A process that runs projections, or ran them when it died.
public struct ProjectorStatus: Equatable, Sendable {
    public let host: String
    public let process: Int32
    /// It follows the log, and does not end at the head.
    public let follows: Bool
    public let startedAt: Instant
    /// How long before the reading its last heartbeat was, by the server's clock.
    public let heartbeatAge: Duration
    /// Its heartbeat has not run out. A process that is stopped or cut off from the database stops
    /// living when its lease ends, whatever it still is on its host.
    public let lives: Bool
}
