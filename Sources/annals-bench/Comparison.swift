/// One scenario's outcome: the limit and the system, round by round, from one run.
struct Comparison {
    let name: String
    let title: String
    /// What the limit is.
    let limitTitle: String
    let unit: String
    let goal: Goal
    var limit = Measurement()
    var system = Measurement()
    /// What else there is to say: bytes returned, peak memory.
    var notes: [String] = []

    /// What the ratio system / limit is to be.
    enum Goal: Equatable {
        case atLeast(Double)
        case atMost(Double)
        case none
    }

    /// The ratio of the medians.
    var ratio: Double { system.median / limit.median }

    /// The ratios round by round: their spread is the machine's noise.
    var ratios: Measurement {
        var ratios = Measurement()
        for (system, limit) in zip(system.values, limit.values) { ratios.add(system / limit) }
        return ratios
    }

    /// `nil` when there is no goal.
    var isReached: Bool? {
        switch goal {
        case .atLeast(let least): ratio >= least
        case .atMost(let most): ratio <= most
        case .none: nil
        }
    }
}
