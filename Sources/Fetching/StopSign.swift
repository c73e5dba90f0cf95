import Synchronization

/// Tells a transfer on its thread that nobody waits for it any more.
final class StopSign: Sendable {
    private let isSet = Atomic<Bool>(false)
    private let wake: @Sendable () -> Void

    init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    var isRaised: Bool { isSet.load(ordering: .acquiring) }

    func raise() {
        isSet.store(true, ordering: .releasing)
        wake()
    }
}
