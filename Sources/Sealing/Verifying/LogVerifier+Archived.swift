import EventStorage
import Proofs

/// Entries that went to an archive: here only their hashes are left, in the tree's tiles.
extension LogVerifier {
    func archivedPositions() async throws(SealError) -> [ClosedRange<Int64>] {
        try await store.sealing { store throws(EventStoreError) in try await store.partitions() }
            .filter { $0.archive != nil }.map(\.positions)
    }

    /// The hashes of a range's entries, which fill whole tiles.
    ///
    /// - Throws: ``EventStoreError/altered(what:)`` where one of the tiles is missing.
    func leaves(of positions: ClosedRange<Int64>) async throws(SealError) -> [NodeHash] {
        let width = Int64(TilePlace.fullWidth)
        let places = ((positions.lowerBound - 1) / width..<positions.upperBound / width)
            .map { TilePlace(level: 0, number: $0) }
        let tiles = try await store.sealing { store throws(EventStoreError) in
            try await store.storedTiles(at: places)
        }
        var leaves: [NodeHash] = []
        for place in places {
            guard let hashes = tiles[place]?.hashes else {
                throw .store(
                    .altered(what: "\(place.path) is missing, and its entries are in an archive"))
            }
            leaves += hashes
        }
        return leaves
    }
}
