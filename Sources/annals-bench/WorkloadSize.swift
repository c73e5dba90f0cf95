import ArgumentParser

/// How big the log is that the scenarios run on.
enum WorkloadSize: String, CaseIterable, ExpressibleByArgument {
    /// For continuous integration: seconds.
    case small
    case medium
    case large
    /// For read models only: how their cost grows with the log.
    case huge
    /// As ``huge``, and minutes for each scenario.
    case enormous

    var events: Int {
        switch self {
        case .small: 20_000
        case .medium: 200_000
        case .large: 2_000_000
        case .huge: 10_000_000
        case .enormous: 20_000_000
        }
    }

    var companies: Int {
        switch self {
        case .small: 500
        case .medium: 2_000
        case .large, .huge, .enormous: 10_000
        }
    }

    /// How many rounds each scenario has unless asked otherwise.
    var rounds: Int {
        switch self {
        case .small, .medium: 7
        case .large, .huge: 3
        case .enormous: 1
        }
    }

    /// Too big for the scenarios that hold the whole log in memory.
    var isForReadModels: Bool { self == .huge || self == .enormous }
}
