import Postgres
import Proofs

/// What is wrong with a tree whose right edge does not lead to its root.
enum TreeDiagnosis {
    /// The first tile that does not hash to what the tile above it has for it, or that is missing.
    ///
    /// - Returns: One clause without its final dot.
    static func whatDiffers(
        _ head: TreeHead, on connection: isolated Connection, by hasher: MerkleHasher
    ) throws(EventStoreError) -> String {
        for level in 0..<TreeEdge.levels(size: head.size) {
            let full = head.size >> (8 * (level + 1))
            for parent in 0..<(full + 255) / 256 {
                let numbers = (parent * 256)..<min(full, (parent + 1) * 256)
                if let place = try firstBad(level: level, numbers, on: connection, by: hasher) {
                    return place
                }
            }
        }
        return
            "the tiles of \(head.size) entries, or the entries behind the last full tile, do not "
            + "lead to the root that is stored"
    }

    private static func firstBad(
        level: Int, _ numbers: Range<Int64>, on connection: isolated Connection,
        by hasher: MerkleHasher
    ) throws(EventStoreError) -> String? {
        let rows = try connection.rows(
            """
            SELECT \(StoredTile.columns) FROM annals.tiles
            WHERE level = \(Int16(level)) AND number >= \(numbers.lowerBound)
                AND number < \(numbers.upperBound)
            ORDER BY number
            """)
        let above = try connection.rows(
            """
            SELECT \(StoredTile.columns) FROM annals.tiles
            WHERE level = \(Int16(level + 1)) AND number = \(numbers.lowerBound / 256)
            """
        ).first.map { row throws(EventStoreError) in try StoredTile(row) }
        for (index, number) in numbers.enumerated() {
            let path = TilePlace(level: level, number: number).path
            let tile =
                rows.indices.contains(index) ? try StoredTile(rows[index]) : nil
            guard let tile, tile.number == number else { return "\(path) is missing" }
            guard let above else { continue }
            if hasher.tree(tile.hashes[...]) != above.hashes[index] {
                return "\(path) does not hash to what the tile above has for it"
            }
        }
        return nil
    }
}
