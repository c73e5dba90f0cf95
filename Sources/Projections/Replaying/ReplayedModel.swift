/// A read model that was computed from the log again, up to a position, and looked at.
public struct ReplayedModel: Equatable, Sendable {
    /// How the live read model compares.
    public enum Live: Equatable, Sendable {
        /// It has the same digest as of the same position.
        case equal
        /// It has this one: its rows are not what the log says.
        case different(ReadModelDigest)
        /// There is none of this version, or it has not reached the position.
        case unknown(DigestError)
    }

    public let digest: ReadModelDigest
    public let live: Live
}

/// What a replay gave.
public struct ReplayReport: Equatable, Sendable {
    /// In the order of the catalog.
    public var models: [ReplayedModel] = []
    /// Projections that met an event which they cannot take: they have no digest.
    public var failures: [BadEvent] = []
}
