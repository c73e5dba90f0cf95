import EventStorage

/// Entries that went to an archive: here only their hashes are left, in the tree's tiles.
extension LogVerifier {
    func archivedPositions() async throws(SealError) -> [ClosedRange<Int64>] {
        try await store.sealing { store throws(EventStoreError) in try await store.partitions() }
            .filter { $0.archive != nil }.map(\.positions)
    }
}
