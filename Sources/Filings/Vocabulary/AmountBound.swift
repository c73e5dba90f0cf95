/// What an amount or a quantity says about the true one.
public enum AmountBound: String, CaseIterable, Hashable, Sendable {
    /// The source gives a figure without a bound word; it may be rounded all the same.
    case exact
    case atLeast
    case atMost
    case moreThan
    case lessThan
    case about
    /// From one figure to another, both included.
    case between

    /// The sign to write before the figure; empty for ``exact`` and ``between``.
    public var sign: String {
        switch self {
        case .exact, .between: ""
        case .atLeast: "≥"
        case .atMost: "≤"
        case .moreThan: ">"
        case .lessThan: "<"
        case .about: "~"
        }
    }
}
