import Synchronization

/// What the workers of a build share: how far they are, and which projections failed.
final class BuildWatch: Sendable {
    private struct State {
        var done: Int64 = 0
        var failures: [String: BadEvent] = [:]
    }

    private let state = Mutex(State())
    /// Events of all ranges.
    let total: Int64
    private let began = ContinuousClock.now
    private let show: @Sendable (BuildProgress) -> Void

    /// - Parameter done: Events of ranges that were done before.
    init(
        done: Int64, total: Int64, showing show: @escaping @Sendable (BuildProgress) -> Void
    ) {
        self.total = total
        self.show = show
        atStart = done
        state.withLock { $0.done = done }
    }

    private let atStart: Int64

    func add(events: Int64) {
        let done = state.withLock { state in
            state.done += events
            return state.done
        }
        show(
            BuildProgress(
                phase: .loading, done: done, total: total, doneBefore: atStart,
                elapsed: ContinuousClock.now - began))
    }

    /// Of several bad events of a projection the first one in the log is kept.
    func fail(_ bad: BadEvent) {
        state.withLock { state in
            if let known = state.failures[bad.projection], known.position <= bad.position { return }
            state.failures[bad.projection] = bad
        }
    }

    func hasFailed(_ projection: String) -> Bool {
        state.withLock { $0.failures[projection] != nil }
    }

    var failures: [BadEvent] {
        state.withLock { $0.failures.values.sorted { $0.projection < $1.projection } }
    }
}
