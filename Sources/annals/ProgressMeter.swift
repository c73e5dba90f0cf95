import Filings
import Rendering
import Synchronization

/// A line of progress on standard error: on a terminal only, and only for what takes long.
final class ProgressMeter: Sendable {
    private struct State {
        var shownAt: Instant?
        var isShown = false
    }

    private let what: String
    private let begunAt = Instant.now
    private let state = Mutex(State())

    init(_ what: String) { self.what = what }

    func show(done: Int64, of total: Int64?) {
        guard StandardError.isTerminal else { return }
        let now = Instant.now
        let elapsed = now.microsecondsSinceEpoch - begunAt.microsecondsSinceEpoch
        let isDue = state.withLock { state in
            let last = state.shownAt?.microsecondsSinceEpoch ?? 0
            guard elapsed > 500_000, now.microsecondsSinceEpoch - last > 100_000 else {
                return false
            }
            state.shownAt = now
            state.isShown = true
            return true
        }
        guard isDue, done > 0 else { return }
        let line = ProgressLine(
            task: what, done: Int(done), total: total.map { Int($0) },
            elapsed: .microseconds(elapsed))
        StandardError.rewrite(line.text(width: 79))
    }

    func finish() {
        if state.withLock({ $0.isShown }) { StandardError.rewrite("") }
    }
}
