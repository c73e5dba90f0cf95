import Filings

/// Read models that are being computed beside the live ones, or were until their process ended.
public struct BuildStatus: Equatable, Sendable {
    public enum Place: String, Sendable {
        /// To take the live tables' place.
        case next
        /// To be looked at and thrown away.
        case replay
    }

    /// A random name.
    public let name: String
    public let place: Place
    /// The version of each projection that it computes.
    public let versions: [String: Int64]
    /// `loading`, `indexing`, `built`.
    public let phase: String
    /// Events of the streams whose rows are written, of ``total``; in later phases all of them.
    public let done: Int64
    public let total: Int64
    public let startedAt: Instant
    /// A process that lives is at it.
    public let isUnderWay: Bool
}
