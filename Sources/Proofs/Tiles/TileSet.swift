/// Some tiles of a tree: those that a proof is made of.
public struct TileSet: Sendable {
    /// The tree's size.
    public let size: Int64
    private var tiles: [Key: [NodeHash]] = [:]

    private struct Key: Hashable {
        let level: Int
        let number: Int64
    }

    public init(size: Int64) { self.size = size }

    /// - Parameter hashes: Of the tile at that place, or of one with more places taken.
    public mutating func add(_ hashes: [NodeHash], at place: TilePlace) {
        tiles[Key(level: place.level, number: place.number)] = hashes
    }

    public func holds(_ place: TilePlace) -> Bool {
        tiles[Key(level: place.level, number: place.number)].map { $0.count >= place.width }
            ?? false
    }

    /// The tiles that a proof of inclusion needs.
    public func needed(forInclusionOf index: Int64) -> [TilePlace] {
        places(of: InclusionProof.needed(index: index, size: size))
    }

    /// The tiles that a proof of consistency with an older tree needs.
    public func needed(forConsistencyWith oldSize: Int64) -> [TilePlace] {
        places(of: ConsistencyProof.needed(oldSize: oldSize, newSize: size))
    }

    /// The tiles that the root of this tree's beginning needs.
    public func needed(forRootOf oldSize: Int64) -> [TilePlace] {
        places(of: [NeededHash(0..<oldSize)])
    }

    private func places(of needed: [NeededHash]) -> [TilePlace] {
        var seen: Set<TilePlace> = []
        return needed.flatMap(\.subtrees).compactMap { subtree in
            guard
                let place = TilePlace(
                    level: subtree.tileLevel, number: subtree.firstHash >> 8, inTreeOf: size),
                seen.insert(place).inserted
            else { return nil }
            return place
        }
    }

    // MARK: Proofs

    /// - Throws: ``ProofError/malformed(_:)`` where a tile is not there.
    public func inclusionProof(
        of index: Int64, by hasher: MerkleHasher = MerkleHasher()
    ) throws(ProofError) -> InclusionProof {
        guard index >= 0, index < size else {
            throw .malformed("Leaf \(index) is not in a tree of \(size)")
        }
        var hashes: [NodeHash] = []
        for needed in InclusionProof.needed(index: index, size: size) {
            hashes.append(try hash(of: needed, by: hasher))
        }
        return InclusionProof(index: index, hashes: hashes)
    }

    public func consistencyProof(
        with oldSize: Int64, by hasher: MerkleHasher = MerkleHasher()
    ) throws(ProofError) -> ConsistencyProof {
        guard oldSize >= 0, oldSize <= size else {
            throw .malformed("A tree of \(oldSize) is not the beginning of one of \(size)")
        }
        var hashes: [NodeHash] = []
        for needed in ConsistencyProof.needed(oldSize: oldSize, newSize: size) {
            hashes.append(try hash(of: needed, by: hasher))
        }
        return ConsistencyProof(hashes: hashes)
    }

    /// The root of the first leaves.
    public func root(
        of oldSize: Int64, by hasher: MerkleHasher = MerkleHasher()
    ) throws(ProofError) -> NodeHash {
        if oldSize == 0 { return .emptyTree }
        return try hash(of: NeededHash(0..<oldSize), by: hasher)
    }

    private func hash(
        of needed: NeededHash, by hasher: MerkleHasher
    ) throws(ProofError) -> NodeHash {
        var hash: NodeHash?
        for subtree in needed.subtrees.reversed() {
            let left = try self.hash(of: subtree, by: hasher)
            hash = hash.map { hasher.node(left, $0) } ?? left
        }
        return hash ?? .emptyTree
    }

    private func hash(
        of subtree: Subtree, by hasher: MerkleHasher
    ) throws(ProofError) -> NodeHash {
        let key = Key(level: subtree.tileLevel, number: subtree.firstHash >> 8)
        let start = Int(subtree.firstHash & 255)
        let end = start + (1 << (subtree.level % 8))
        guard let hashes = tiles[key], hashes.count >= end else {
            throw .malformed("Tile \(key.number) of level \(key.level) is missing or too short")
        }
        return hasher.tree(hashes[start..<end])
    }
}

extension Subtree {
    /// The level of the tile that has its hash, or the hashes of its parts.
    fileprivate var tileLevel: Int { level / 8 }
    /// The first of them among the level's hashes.
    fileprivate var firstHash: Int64 { index << (level % 8) }
}
