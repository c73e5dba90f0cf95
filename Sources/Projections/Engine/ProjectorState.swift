import EventStorage

/// What one process knows of the projections that it runs.
struct ProjectorState {
    /// A projection under this process's lease, whose live table is of its version.
    struct Runner {
        let projection: any Projection
        var epoch: Int64
        var position: Int64
    }

    var runners: [String: Runner] = [:]
    /// Leased, with a table to be built first.
    var due: [String: any Projection] = [:]
    /// Not to be run: stopped, or of a newer version in the database.
    var stopped: Set<String> = []
    var newer: Set<String> = []
    /// Left alone for a while after an error that is theirs, which the others do not share.
    var resting: [String: (error: EventStoreError, until: ContinuousClock.Instant)] = [:]
    var skips = Skips()

    var leased: Set<String> { Set(runners.keys).union(due.keys) }

    /// The places where runners stand, lowest first: each is one reading of the log.
    var places: [Int64] { Set(runners.values.map(\.position)).sorted() }

    /// Rests a projection after an error that is not the connection's.
    ///
    /// - Throws: The error, when it is everybody's.
    mutating func rest(
        _ name: String, after error: EventStoreError, for time: Duration
    ) throws(EventStoreError) {
        if case .database(let failure) = error {
            guard failure.kind == .server, !failure.isRetryable else { throw error }
        }
        drop(name)
        resting[name] = (error, .now + time)
    }

    mutating func drop(_ name: String) {
        runners[name] = nil
        due[name] = nil
    }
}
