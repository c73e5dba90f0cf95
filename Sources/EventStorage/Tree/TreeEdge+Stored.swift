import Postgres
import Proofs

extension TreeEdge {
    /// Rebuilds the right edge from the tiles and the last entries, and holds it against the root
    /// that is stored.
    ///
    /// - Throws: ``EventStoreError/altered(what:)`` with the first bad tile where they do not fit.
    static func read(
        _ head: TreeHead, on connection: isolated Connection, by hasher: MerkleHasher
    ) throws(EventStoreError) -> TreeEdge {
        let edge = try stored(size: head.size, on: connection, by: hasher)
        guard edge.root(by: hasher) == head.root else {
            throw .altered(what: try TreeDiagnosis.whatDiffers(head, on: connection, by: hasher))
        }
        return edge
    }

    /// Rebuilds the right edge that the tree has, or had when it was shorter.
    static func stored(
        size: Int64, on connection: isolated Connection, by hasher: MerkleHasher
    ) throws(EventStoreError) -> TreeEdge {
        var pending: [[NodeHash]] = []
        for level in 0..<levels(size: size) {
            let last = size >> (8 * level)
            let hashes = (last - Int64(TreeEdge.pending(level: level, size: size)))..<last
            pending.append(
                level == 0
                    ? try leaves(hashes, on: connection, by: hasher)
                    : try subtrees(level: level, hashes, on: connection, by: hasher))
        }
        guard let edge = TreeEdge(size: size, levels: pending) else {
            throw .altered(what: "the tree of \(size) entries has other tiles than it must")
        }
        return edge
    }

    /// The hashes of the entries at these places, which count from 0.
    static func leaves(
        _ places: Range<Int64>, on connection: isolated Connection, by hasher: MerkleHasher
    ) throws(EventStoreError) -> [NodeHash] {
        let rows = try connection.rows(
            """
            SELECT entry FROM annals.events
            WHERE position > \(places.lowerBound) AND position <= \(places.upperBound)
            ORDER BY position
            """)
        guard rows.count == places.count else {
            throw .altered(
                what: "of positions \(places.lowerBound + 1) to \(places.upperBound) only "
                    + "\(rows.count) are there")
        }
        return rows.map { row in
            row.withBytes(0) { hasher.leaf($0 ?? UnsafeRawBufferPointer(start: nil, count: 0)) }
        }
    }

    /// The hashes of the tiles below a level, as they are stored beside them: for proofs, which their
    /// reader checks.
    static func storedSubtrees(
        level: Int, _ numbers: Range<Int64>, on connection: isolated Connection
    ) throws(EventStoreError) -> [NodeHash] {
        var hashes: [NodeHash] = []
        for row in try connection.rows(
            """
            SELECT root FROM annals.tiles
            WHERE level = \(Int16(level - 1)) AND number >= \(numbers.lowerBound)
                AND number < \(numbers.upperBound)
            ORDER BY number
            """)
        {
            hashes.append(try NodeHash(row, 0))
        }
        guard hashes.count == numbers.count else {
            throw .altered(
                what: "of tiles \(numbers.lowerBound) to \(numbers.upperBound - 1) of level "
                    + "\(level - 1) only \(hashes.count) are there")
        }
        return hashes
    }

    /// The hashes of the tiles below a level, made from what is in them.
    static func subtrees(
        level: Int, _ numbers: Range<Int64>, on connection: isolated Connection,
        by hasher: MerkleHasher
    ) throws(EventStoreError) -> [NodeHash] {
        var expected = numbers.lowerBound
        var hashes: [NodeHash] = []
        for row in try connection.rows(
            """
            SELECT \(StoredTile.columns) FROM annals.tiles
            WHERE level = \(Int16(level - 1)) AND number >= \(numbers.lowerBound)
                AND number < \(numbers.upperBound)
            ORDER BY number
            """)
        {
            let tile = try StoredTile(row)
            if tile.number != expected { break }
            hashes.append(hasher.tree(tile.hashes[...]))
            expected += 1
        }
        guard expected == numbers.upperBound else {
            throw .altered(
                what: "\(TilePlace(level: level - 1, number: expected).path) is missing")
        }
        return hashes
    }
}
