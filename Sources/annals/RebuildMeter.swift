import Projections
import Rendering
import Synchronization

/// A line that says how far a rebuild is: `loading, 98,000 a second  1,200,000 of 2,000,000 …`.
///
/// On a terminal it is rewritten in place; elsewhere `--verbose` gives one line for each phase.
final class RebuildMeter: Sendable {
    private struct State {
        var phase: BuildProgress.Phase?
        var shownAt: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let tellsPhases: Bool

    init(verbose: Bool) { tellsPhases = verbose && !StandardError.isTerminal }

    func show(_ progress: BuildProgress) {
        let now = ContinuousClock.now
        let (isNew, isDue) = state.withLock { state in
            let isNew = state.phase != progress.phase
            let isDue = isNew || state.shownAt.map { now - $0 > .milliseconds(100) } ?? true
            if isDue { (state.phase, state.shownAt) = (progress.phase, now) }
            return (isNew, isDue)
        }
        if isNew, tellsPhases { StandardError.print("annals: " + progress.phase.rawValue) }
        guard isDue, StandardError.isTerminal else { return }
        var task = progress.phase.rawValue
        if progress.phase.countsEvents, progress.rate >= 1 {
            task += ", \(ProgressLine.grouped(Int(progress.rate))) a second"
        }
        // What an earlier run did tells nothing of this one's rate.
        let line = ProgressLine(
            task: task, done: Int(progress.done - progress.doneBefore),
            total: Int(progress.total - progress.doneBefore), elapsed: progress.elapsed)
        StandardError.rewrite(line.text(width: 79))
    }

    func finish() {
        if StandardError.isTerminal { StandardError.rewrite("") }
    }
}

extension BuildProgress.Phase {
    fileprivate var countsEvents: Bool { self == .loading || self == .catchingUp }
}
