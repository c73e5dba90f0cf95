import Proofs

/// A tree built leaf by leaf, with all its tiles in memory.
struct TiledTree {
    private(set) var edge = TreeEdge()
    private(set) var full: [TilePlace: [NodeHash]] = [:]
    let hasher = MerkleHasher()

    mutating func append(_ entry: [UInt8]) {
        edge.append(hasher.leaf(entry), by: hasher) { full[$0.place] = $0.hashes }
    }

    var root: NodeHash { edge.root(by: hasher) }

    /// A set with those tiles that a proof asks for, and no others.
    func tiles(_ needed: (TileSet) -> [TilePlace]) -> TileSet {
        var set = TileSet(size: edge.size)
        let partial = edge.partialTiles
        for place in needed(set) {
            let hashes = full[place] ?? partial.first { $0.place == place }?.hashes
            if let hashes { set.add(hashes, at: place) }
        }
        return set
    }

    func inclusionProof(_ index: Int64) throws -> InclusionProof {
        try tiles { $0.needed(forInclusionOf: index) }.inclusionProof(of: index, by: hasher)
    }

    func consistencyProof(_ old: Int64) throws -> ConsistencyProof {
        try tiles { $0.needed(forConsistencyWith: old) }.consistencyProof(with: old, by: hasher)
    }
}

func entry(_ number: Int) -> [UInt8] { Array("sample event \(number)".utf8) }
