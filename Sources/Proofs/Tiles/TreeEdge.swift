/// A tree's right edge: what is needed to go on, and to know its root.
///
/// For each level of tiles it has the hashes that do not fill a tile yet, at most 255; a tile that is
/// filled is handed out. So a log of any length is hashed in flat memory, a tile at a time.
public struct TreeEdge: Equatable, Sendable {
    /// How many leaves there are, those before ``init(before:)`` included.
    public private(set) var size: Int64
    /// By level; the last hash is the newest.
    private(set) var levels: [[NodeHash]] = []

    /// A full tile and where it belongs.
    public struct Tile: Equatable, Sendable {
        public let place: TilePlace
        public let hashes: [NodeHash]
        /// The hash of all of them, which the level above has; of a full tile.
        public let root: NodeHash?
    }

    /// The empty tree, or a piece of a longer one that begins behind so many leaves.
    ///
    /// - Parameter start: A multiple of 256^k where the piece is to become a subtree of 256^k leaves.
    public init(before start: Int64 = 0) { size = start }

    /// - Parameter levels: The hashes of each level that do not fill a tile, as many as a tree of
    ///   this size has.
    /// - Returns: `nil` for another number of them.
    public init?(size: Int64, levels: [[NodeHash]]) {
        for (level, hashes) in levels.enumerated() {
            guard hashes.count == Self.pending(level: level, size: size) else { return nil }
        }
        guard levels.count >= TilePlace.mostLevels || size >> (8 * levels.count) == 0 else {
            return nil
        }
        self.size = size
        self.levels = levels
    }

    /// How many hashes of a level do not fill a tile.
    public static func pending(level: Int, size: Int64) -> Int {
        Int((size >> (8 * level)) & 255)
    }

    /// How many levels of tiles a tree has.
    public static func levels(size: Int64) -> Int {
        (0..<TilePlace.mostLevels).first { size >> (8 * $0) == 0 } ?? TilePlace.mostLevels
    }

    /// Appends a leaf.
    ///
    /// - Parameter full: Gets each tile that is filled by it, from the leaves up.
    public mutating func append(
        _ leaf: NodeHash, by hasher: MerkleHasher, full: (Tile) -> Void
    ) {
        size += 1
        if levels.isEmpty { addLevel() }
        levels[0].append(leaf)
        if levels[0].count == TilePlace.fullWidth { fold(0, by: hasher, full: full) }
    }

    /// Appends a whole subtree of 256^level leaves to a tree that is a multiple of it.
    public mutating func append(
        subtree hash: NodeHash, level: Int, by hasher: MerkleHasher, full: (Tile) -> Void
    ) {
        precondition(size & ((1 << (8 * level)) - 1) == 0, "the tree must end at a whole subtree")
        size += 1 << (8 * level)
        while levels.count <= level { addLevel() }
        levels[level].append(hash)
        if levels[level].count == TilePlace.fullWidth { fold(level, by: hasher, full: full) }
    }

    /// Appends a piece that was begun where this tree ends and is not a whole subtree.
    ///
    /// - Parameter level: The piece has fewer than 256^level leaves, and this tree's end is a
    ///   multiple of that.
    public mutating func join(_ piece: TreeEdge, below level: Int) {
        size = piece.size
        while levels.count < level { addLevel() }
        for (below, hashes) in piece.levels.enumerated() where below < level {
            levels[below] = hashes
        }
    }

    /// The hash of the only whole subtree of 256^level leaves that was appended since the start.
    public func subtree(level: Int) -> NodeHash? {
        levels.indices.contains(level) && levels[level].count == 1 ? levels[level][0] : nil
    }

    private mutating func addLevel() {
        var hashes: [NodeHash] = []
        hashes.reserveCapacity(TilePlace.fullWidth)
        levels.append(hashes)
    }

    /// Hands out a full tile and goes on one level up.
    private mutating func fold(
        _ level: Int, by hasher: MerkleHasher, full: (Tile) -> Void
    ) {
        let place = TilePlace(level: level, number: (size >> (8 * (level + 1))) - 1)
        let hash = hasher.tree(levels[level][...])
        full(Tile(place: place, hashes: levels[level], root: hash))
        levels[level].removeAll(keepingCapacity: true)
        if levels.count == level + 1 { addLevel() }
        levels[level + 1].append(hash)
        if levels[level + 1].count == TilePlace.fullWidth {
            fold(level + 1, by: hasher, full: full)
        }
    }

    /// The tree's root hash.
    ///
    /// - Parameter next: The root of what comes behind, where this tree is the whole subtrees before
    ///   it.
    public func root(by hasher: MerkleHasher, followedBy next: NodeHash? = nil) -> NodeHash {
        var root = next
        // From the right: the smallest whole subtrees first.
        for hashes in levels {
            var end = hashes.count
            while end > 0 {
                let width = 1 << end.trailingZeroBitCount
                let subtree = hasher.tree(hashes[(end - width)..<end])
                root = root.map { hasher.node(subtree, $0) } ?? subtree
                end -= width
            }
        }
        return root ?? .emptyTree
    }

    /// The tiles that are not full, those without hashes left out.
    public var partialTiles: [Tile] {
        levels.enumerated().compactMap { level, hashes in
            TilePlace(level: level, number: size >> (8 * (level + 1)), inTreeOf: size).map {
                Tile(place: $0, hashes: hashes, root: nil)
            }
        }
    }
}
