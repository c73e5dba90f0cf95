import Synchronization

/// What other threads may know of a connection without asking its own.
final class Health: Sendable {
    enum State: UInt8 {
        /// Nothing is left over: fit for the next user.
        case clean
        /// In a transaction, or listening, or with a timeout of its own.
        case used
        /// Lost or closed.
        case broken
    }

    private let value = Atomic<UInt8>(State.broken.rawValue)
    /// The socket, −1 when there is none.
    let socket = Atomic<Int32>(-1)

    var state: State {
        get { State(rawValue: value.load(ordering: .acquiring)) ?? .broken }
        set { value.store(newValue.rawValue, ordering: .releasing) }
    }
}
