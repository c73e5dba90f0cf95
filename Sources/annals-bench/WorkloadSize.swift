import ArgumentParser

/// How big the log is that the scenarios run on.
enum WorkloadSize: String, CaseIterable, ExpressibleByArgument {
    /// For continuous integration: seconds.
    case small
    case medium
    case large
    /// For read models only: how their cost grows with the log.
    case huge

    var events: Int {
        switch self {
        case .small: 20_000
        case .medium: 200_000
        case .large: 2_000_000
        case .huge: 10_000_000
        }
    }

    var companies: Int {
        switch self {
        case .small: 500
        case .medium: 2_000
        case .large, .huge: 10_000
        }
    }

    /// How many rounds each scenario has unless asked otherwise.
    var rounds: Int { self == .large || self == .huge ? 3 : 7 }
}
