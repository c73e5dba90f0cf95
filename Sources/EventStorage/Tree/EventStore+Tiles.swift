import Postgres
import Proofs

extension EventStore {
    /// The hashes of a tile: a full one from its table, one of the right edge from the tiles below it
    /// or from the entries.
    ///
    /// - Throws: ``EventStoreError/altered(what:)`` where it is not there.
    public func hashes(of place: TilePlace) async throws(EventStoreError) -> [NodeHash] {
        try await repeating { connection throws(EventStoreError) in
            let stored = try connection.rows(
                """
                SELECT \(StoredTile.columns) FROM annals.tiles
                WHERE level = \(Int16(place.level)) AND number = \(place.number)
                """)
            if let row = stored.first {
                return Array(try StoredTile(row).hashes.prefix(place.width))
            }
            let start = place.number * Int64(TilePlace.fullWidth)
            let hashes = start..<(start + Int64(place.width))
            let hasher = MerkleHasher()
            return place.level == 0
                ? try TreeEdge.leaves(hashes, on: connection, by: hasher)
                : try TreeEdge.storedSubtrees(level: place.level, hashes, on: connection)
        }
    }

    /// The tiles that are stored, of those that are asked for.
    public func storedTiles(
        at places: [TilePlace]
    ) async throws(EventStoreError) -> [TilePlace: StoredTile] {
        if places.isEmpty { return [:] }
        return try await repeating { connection throws(EventStoreError) in
            var tiles: [TilePlace: StoredTile] = [:]
            for (level, places) in Dictionary(grouping: places, by: \.level) {
                let rows = try connection.rows(
                    """
                    SELECT \(StoredTile.columns) FROM annals.tiles
                    WHERE level = \(Int16(level)) AND number = ANY (\(places.map(\.number)))
                    """)
                for row in rows {
                    let tile = try StoredTile(row)
                    tiles[TilePlace(level: level, number: tile.number)] = tile
                }
            }
            return tiles
        }
    }

    /// The right edge of the tree's beginning, from the tiles alone.
    ///
    /// - Parameter size: A multiple of 256, which the tree covers.
    /// - Throws: ``EventStoreError/altered(what:)`` where a tile is missing.
    public func edge(ofWhole size: Int64) async throws(EventStoreError) -> TreeEdge {
        try await repeating { connection throws(EventStoreError) in
            try TreeEdge.stored(size: size, on: connection, by: MerkleHasher())
        }
    }
}
