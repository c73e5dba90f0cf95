import EventStorage
import Postgres
import Proofs

/// The tree as the database has it: tiles for proofs.
public struct LogTiles: Sendable {
    private let store: EventStore

    public init(_ store: EventStore) { self.store = store }

    /// How far the tree is.
    public func head() async throws(SealError) -> TreeHead {
        try await store.sealing { store throws(EventStoreError) in try await store.treeHead() }
    }

    /// How many entries the log has, whether the tree covers them or not.
    func length() async throws(SealError) -> Int64 {
        try await store.sealing { store throws(EventStoreError) in
            try await store.head().position
        }
    }

    /// Brings the tree up to the head where it covers fewer entries than that.
    func integrate(atLeast size: Int64) async throws(SealError) {
        try await store.sealing { store throws(EventStoreError) in
            if try await store.treeHead().size < size { try await store.integrate() }
        }
    }

    /// The root of the log's first entries, from its tiles.
    public func root(of size: Int64) async throws(SealError) -> NodeHash {
        let head = try await head()
        var set = TileSet(size: head.size)
        try await load(set.needed(forRootOf: size), into: &set)
        do throws(ProofError) { return try set.root(of: size) } catch { throw .proof(error) }
    }

    /// - Parameter size: Of the tree in which the entry is shown to be.
    public func inclusionProof(
        of position: Int64, size: Int64
    ) async throws(SealError) -> InclusionProof {
        var set = TileSet(size: size)
        try await load(set.needed(forInclusionOf: position - 1), into: &set)
        do throws(ProofError) { return try set.inclusionProof(of: position - 1) } catch {
            throw .proof(error)
        }
    }

    /// The same of many entries; a tile that several need is read once.
    public func inclusionProofs(
        of positions: [Int64], size: Int64
    ) async throws(SealError) -> [InclusionProof] {
        var set = TileSet(size: size)
        let hasher = MerkleHasher()
        var proofs: [InclusionProof] = []
        for position in positions {
            let needed = set.needed(forInclusionOf: position - 1).filter { !set.holds($0) }
            try await load(needed, into: &set)
            do throws(ProofError) {
                proofs.append(try set.inclusionProof(of: position - 1, by: hasher))
            } catch {
                throw .proof(error)
            }
        }
        return proofs
    }

    public func consistencyProof(
        from old: Int64, to size: Int64
    ) async throws(SealError) -> ConsistencyProof {
        var set = TileSet(size: size)
        try await load(set.needed(forConsistencyWith: old), into: &set)
        do throws(ProofError) { return try set.consistencyProof(with: old) } catch {
            throw .proof(error)
        }
    }

    /// The hashes of entries, as the tiles have them.
    ///
    /// - Parameter positions: They fill whole tiles.
    /// - Throws: ``EventStoreError/altered(what:)`` where one of the tiles is missing.
    func leaves(of positions: ClosedRange<Int64>) async throws(SealError) -> [NodeHash] {
        let places = positions.tiles
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

    /// Loads full tiles from their table; those of the right edge are made from what is below them.
    private func load(_ places: [TilePlace], into set: inout TileSet) async throws(SealError) {
        for place in places {
            let hashes = try await store.sealing { store throws(EventStoreError) in
                try await store.hashes(of: place)
            }
            set.add(hashes, at: place)
        }
    }
}

extension ClosedRange<Int64> {
    /// The tiles that have the hashes of entries at these positions, which fill them.
    var tiles: [TilePlace] {
        let width = Int64(TilePlace.fullWidth)
        return ((lowerBound - 1) / width..<upperBound / width).map {
            TilePlace(level: 0, number: $0)
        }
    }
}
