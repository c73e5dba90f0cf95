import EventStorage

/// What happened between two readings: how fast read models move, and how long they will take.
public struct StatusPace: Sendable {
    private let earlier: StatusReading
    private let later: StatusReading

    public init(from earlier: StatusReading, to later: StatusReading) {
        self.earlier = earlier
        self.later = later
    }

    private var seconds: Double { later.readAt.age(of: earlier.readAt) / .seconds(1) }

    /// Events applied a second, of a build events computed; `nil` when that cannot be told.
    public func rate(of projection: String) -> Double? {
        guard let steps = steps(of: projection), seconds > 0 else { return nil }
        return Double(steps.moved) / seconds
    }

    /// Until nothing is left, if both the log and the read model go on as fast; `nil` when nothing
    /// is left, or when it would never be.
    public func timeLeft(of projection: String) -> Duration? {
        guard let steps = steps(of: projection), seconds > 0, steps.left > 0 else { return nil }
        let closed = steps.moved - steps.grown
        guard closed > 0 else { return nil }
        return .seconds((Double(steps.left) / Double(closed) * seconds).rounded(.up))
    }

    private func steps(of projection: String) -> (moved: Int64, grown: Int64, left: Int64)? {
        guard let before = earlier.projections.first(where: { $0.projection == projection }),
            let after = later.projections.first(where: { $0.projection == projection })
        else { return nil }
        if after.state == .building {
            guard let was = before.build, let build = after.build, was.name == build.name else {
                return nil
            }
            return (build.done - was.done, 0, build.total - build.done)
        }
        guard let was = before.position, let position = after.position,
            before.version == after.version, was <= position
        else { return nil }
        return (position - was, later.head.position - earlier.head.position, after.eventsBehind)
    }
}
