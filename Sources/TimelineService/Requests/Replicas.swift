import EventStorage
import HTTPTypes
import Postgres
import Synchronization

/// Standbys that questions go to, and how far they must be: who has written through this service, or
/// says by a token how far another one was, finds it in what is asked next.
final class Replicas: Sendable {
    enum Standing {
        case current
        /// They were behind, and are not any more.
        case caughtUp
        case behind
    }

    private struct State {
        var written = WALPosition(rawValue: 0)
        var replayed = WALPosition(rawValue: 0)
    }

    private let store: EventStore
    private let state = Mutex(State())

    /// How long a request waits before the primary answers it.
    private static let patience = Duration.seconds(2)

    init(_ store: EventStore) { self.store = store }

    /// Something was written through this service, before that position.
    func note(_ position: WALPosition) {
        state.withLock { $0.written = max($0.written, position) }
    }

    func wait(for token: WALPosition?) async throws -> Standing {
        let (wanted, replayed) = state.withLock { state in
            (max(state.written, token ?? state.written), state.replayed)
        }
        if wanted <= replayed { return .current }
        guard try await store.hasReplayed(wanted, within: Self.patience) else { return .behind }
        state.withLock { $0.replayed = max($0.replayed, wanted) }
        return .caughtUp
    }
}

extension HTTPField.Name {
    /// Where the primary's log was behind what a request wrote; ``afterWAL`` asks for it.
    static let writtenWAL = named("Annals-LSN")
    static let afterWAL = named("Annals-After-LSN")
}
