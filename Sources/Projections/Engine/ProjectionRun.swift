/// How a run of the projector ended.
public struct ProjectionRun: Equatable, Sendable {
    /// The head that it was to reach.
    public let head: Int64
    /// Projections that stand still below it, with what stops them.
    public let stops: [Stop]
    /// Projections whose live table is of a newer version than this program's, which lets it be.
    public let newer: [String]

    /// Whether every projection that this program knows has reached the head.
    public var isComplete: Bool { stops.isEmpty && newer.isEmpty }
}
