import Synchronization

/// The wish that a run end soon: after the document it is at, with everything recorded.
///
/// Not a task's cancellation, which would also end what records the run.
public final class RunStop: Sendable {
    private struct State {
        var isWanted = false
        var whenWanted: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    public init() {}

    public var isWanted: Bool { state.withLock { $0.isWanted } }

    public func want() {
        let act = state.withLock { state in
            state.isWanted = true
            return state.whenWanted
        }
        act?()
    }

    /// What to do when it is wanted, at once when it is already.
    func whenWanted(_ act: @escaping @Sendable () -> Void) {
        let isWanted = state.withLock { state in
            state.whenWanted = act
            return state.isWanted
        }
        if isWanted { act() }
    }
}
