/// How far a rebuild is.
public struct BuildProgress: Equatable, Sendable {
    public enum Phase: String, Sendable {
        /// Events are read, folded and written; ``done`` counts events.
        case loading
        /// ``done`` counts indexes.
        case indexing
        /// What was recorded meanwhile is applied; ``done`` counts events.
        case catchingUp = "catching up"
        /// Old and new are compared; nothing is counted.
        case comparing
        case swapping
    }

    public let phase: Phase
    public let done: Int64
    public let total: Int64
    /// What of ``done`` an earlier, interrupted run had done.
    public let doneBefore: Int64
    /// Since this phase began in this run.
    public let elapsed: Duration

    /// What is done in a second, in this run.
    public var rate: Double {
        let seconds = elapsed / .seconds(1)
        return seconds > 0 ? Double(done - doneBefore) / seconds : 0
    }

    /// At the rate so far; `nil` while that is unknown.
    public var timeLeft: Duration? {
        guard rate > 0, total >= done else { return nil }
        return .seconds(Double(total - done) / rate)
    }
}
