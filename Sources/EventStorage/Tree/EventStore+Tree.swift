import Postgres
import Proofs

extension EventStore {
    /// How many entries are hashed in one transaction, and the tree locked.
    private static let integratedAtOnce: Int64 = 65_536

    /// Brings the proof tree up to the head: hashes what was appended since, and stores the tiles.
    ///
    /// - Throws: ``EventStoreError/altered(what:)`` where the tree does not fit the log; nothing was
    ///   written.
    @discardableResult
    public func integrate() async throws(EventStoreError) -> TreeHead {
        let last = try await head().position
        while true {
            let head = try await integrateSome(through: last)
            if head.size >= last { return head }
        }
    }

    private func integrateSome(through last: Int64) async throws(EventStoreError) -> TreeHead {
        let memory = tree
        // Done twice it does no harm: the second time finds the tree where it should be.
        return try await repeating { connection throws(EventStoreError) in
            let hasher = MerkleHasher()
            let (head, edge) = try connection.transaction(throwing: EventStoreError.self) {
                connection throws(EventStoreError) -> (TreeHead, TreeEdge) in
                let old = try TreeHead.lock(on: connection)
                let known = try memory.edge(of: old, on: connection, by: hasher)
                if old.size >= last { return (old, known) }
                var writer = TreeWriter(old, edge: known, by: hasher)
                let end = (old.size / Self.integratedAtOnce + 1) * Self.integratedAtOnce
                try writer.appendEntries(through: min(last, end), on: connection)
                return (try writer.write(on: connection), writer.edge)
            }
            memory.keep(edge, head)
            return head
        }
    }

    /// How far the proof tree is.
    public func treeHead() async throws(EventStoreError) -> TreeHead {
        try TreeHead(try await query(TreeHead.columns))
    }

    /// Rebuilds the tree's right edge, once in this process, and holds it against the stored root.
    ///
    /// - Throws: ``EventStoreError/altered(what:)``
    public func checkTree() async throws(EventStoreError) {
        if tree.isChecked { return }
        let memory = tree
        _ = try await repeating { connection throws(EventStoreError) in
            // Both of one moment: the tree may be moving.
            try connection.transaction(.snapshot, throwing: EventStoreError.self) {
                connection throws(EventStoreError) in
                let head = try TreeHead(try connection.rows(TreeHead.columns))
                return try memory.edge(of: head, on: connection, by: MerkleHasher())
            }
        }
    }
}
