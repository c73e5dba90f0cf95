import Dispatch
import Synchronization

/// Asks a quantity again and again from a thread of its own, and keeps the largest answer.
final class MemorySampler: Sendable {
    private let state = Mutex((largest: 0.0, isStopped: false))
    private let ended = DispatchSemaphore(value: 0)

    init(_ ask: @escaping @Sendable () -> Double) {
        DispatchQueue(label: "annals-bench.memory").async { [self] in
            while !state.withLock({ $0.isStopped }) {
                let answer = ask()
                state.withLock { $0.largest = max($0.largest, answer) }
                _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(20))
            }
            ended.signal()
        }
    }

    /// - Returns: The largest answer.
    func stop() -> Double {
        state.withLock { $0.isStopped = true }
        ended.wait()
        return state.withLock { $0.largest }
    }
}
