import EventStorage

/// Why read models did not pass a position.
public enum WaitError: Error, Equatable, Sendable {
    /// This one stands still below the position until somebody acts: waiting would not end.
    case stopped(Stop)
    /// Time is up. They go on, if somebody runs them; waiting again is fine.
    case late([Late])
    /// The log or the database failed.
    case store(EventStoreError)

    public struct Late: Equatable, Sendable {
        public let projection: String
        /// How many events up to the position it has yet to apply.
        public let eventsBehind: Int64
    }
}

extension WaitError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .stopped(let stop):
            switch stop.cause {
            case .paused(let actor, let reason):
                "\(stop.projection) is paused by \(actor): \(reason)."
            case .failed(let bad):
                "\(stop.projection) stopped at position \(bad.position): \(bad.reason)."
            }
        case .late(let late):
            "Behind are still "
                + late.map { "\($0.projection) by \($0.eventsBehind)" }.joined(separator: ", ")
                + "."
        case .store(let error): "\(error)"
        }
    }
}
