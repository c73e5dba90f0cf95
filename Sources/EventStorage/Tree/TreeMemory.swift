import Postgres
import Proofs
import Synchronization

/// The tree's right edge as this process left it, so that it need not be rebuilt for every batch.
///
/// What another process has moved meanwhile is read anew: the edge counts only where it is the stored
/// size's and root's.
final class TreeMemory: Sendable {
    private struct State {
        var edge: TreeEdge?
        var head: TreeHead?
        var isChecked = false
    }

    private let state = Mutex(State())

    func keep(_ edge: TreeEdge, _ head: TreeHead) {
        state.withLock { state in
            state.edge = edge
            state.head = head
            state.isChecked = true
        }
    }

    /// The edge of that tree, from memory or from what is stored.
    ///
    /// - Throws: ``EventStoreError/altered(what:)``
    func edge(
        of head: TreeHead, on connection: isolated Connection, by hasher: MerkleHasher
    ) throws(EventStoreError) -> TreeEdge {
        let kept = state.withLock { $0.head == head ? $0.edge : nil }
        if let kept { return kept }
        let edge = try TreeEdge.read(head, on: connection, by: hasher)
        keep(edge, head)
        return edge
    }

    /// Whether the tree was found to fit the log since this process began.
    var isChecked: Bool { state.withLock { $0.isChecked } }
}
