import Testing

@testable import Proofs

@Suite struct MerkleTests {
    /// Source: RFC 6962, section 2.1; the leaf of the empty entry as certificate transparency's tests
    /// have it.
    @Test func `empty tree and empty leaf are the published ones`() {
        let hasher = MerkleHasher()
        #expect(
            NodeHash.emptyTree.base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(
            hasher.leaf([UInt8]()).bytes.prefix(4).elementsEqual([0x6E, 0x34, 0x0B, 0x9C]))
        #expect(TreeEdge().root(by: hasher) == .emptyTree)
    }

    /// Sizes around whole tiles and powers of two, held against the definition.
    @Test(arguments: [1, 2, 3, 7, 8, 9, 255, 256, 257, 300, 511, 512, 600])
    func `roots, inclusion and consistency are the definition's`(size: Int) throws {
        let leaves = (0..<size).map(entry)
        let plain = PlainTree(leaves: leaves)
        var tree = TiledTree()
        leaves.forEach { tree.append($0) }
        #expect(tree.root.bytes == plain.root)
        for index in Set([0, 1, size / 2, size - 2, size - 1]) where (0..<size).contains(index) {
            let proof = try tree.inclusionProof(Int64(index))
            #expect(proof.hashes.map(\.bytes) == plain.path(index))
            try proof.verify(
                leaf: tree.hasher.leaf(leaves[index]), size: Int64(size), root: tree.root)
        }
        for old in Set([0, 1, 2, 3, size / 3, 255, 256, 257, size - 1, size])
        where (0...size).contains(old) {
            let proof = try tree.consistencyProof(Int64(old))
            let oldRoot = PlainTree(leaves: Array(leaves.prefix(old))).root
            if old < size { #expect(proof.hashes.map(\.bytes) == plain.consistency(old)) }
            try proof.verify(
                oldSize: Int64(old), oldRoot: try #require(NodeHash(oldRoot)),
                newSize: Int64(size), newRoot: tree.root)
            let again = tree.tiles { $0.needed(forRootOf: Int64(old)) }
            #expect(try again.root(of: Int64(old)).bytes == oldRoot)
        }
    }

    /// Beyond a whole subtree of level 2 the definition would take minutes; pieces hashed apart must
    /// give what one after the other gives.
    @Test func `pieces hashed apart join to the same tree`() throws {
        let size = 65_536 * 2 + 4_464
        let hasher = MerkleHasher()
        var whole = TreeEdge()
        var tiles: [TreeEdge.Tile] = []
        for number in 0..<size {
            whole.append(hasher.leaf(entry(number)), by: hasher) { tiles.append($0) }
        }
        var joined = TreeEdge()
        var pieces: [TreeEdge.Tile] = []
        for start in stride(from: 0, to: size, by: 65_536) {
            var piece = TreeEdge(before: Int64(start))
            for number in start..<min(size, start + 65_536) {
                piece.append(hasher.leaf(entry(number)), by: hasher) { pieces.append($0) }
            }
            if let hash = piece.subtree(level: 2) {
                joined.append(subtree: hash, level: 2, by: hasher) { pieces.append($0) }
            } else {
                joined.join(piece, below: 2)
            }
        }
        #expect(joined.root(by: hasher) == whole.root(by: hasher))
        #expect(joined == whole)
        #expect(Set(pieces.map(\.place)) == Set(tiles.map(\.place)))
        #expect(pieces.count == size / 256 + 2)
    }

    @Test func `an edge is taken up where it was left`() throws {
        let hasher = MerkleHasher()
        var edge = TreeEdge()
        for number in 0..<1_000 { edge.append(hasher.leaf(entry(number)), by: hasher) { _ in } }
        let taken = try #require(
            TreeEdge(size: 1_000, levels: edge.partialTiles.map(\.hashes)))
        #expect(taken.root(by: hasher) == edge.root(by: hasher))
        #expect(TreeEdge(size: 999, levels: edge.partialTiles.map(\.hashes)) == nil)
        #expect(TreeEdge(size: 1_000, levels: []) == nil)
    }

    /// A proof must have as many hashes as index and size ask for, and each must count.
    @Test func `proofs that were changed are refused`() throws {
        var tree = TiledTree()
        (0..<300).forEach { tree.append(entry($0)) }
        let other = tree.hasher.leaf(entry(1_000))
        for index in [Int64(0), 5, 255, 256, 299] {
            let proof = try tree.inclusionProof(index)
            let leaf = tree.hasher.leaf(entry(Int(index)))
            var changed: [InclusionProof] = [
                InclusionProof(index: index, hashes: proof.hashes + [other]),
                InclusionProof(index: index, hashes: Array(proof.hashes.dropLast())),
                InclusionProof(index: index ^ 1, hashes: proof.hashes),
                InclusionProof(index: 300, hashes: proof.hashes),
                InclusionProof(index: -1, hashes: proof.hashes),
            ]
            for place in proof.hashes.indices {
                var hashes = proof.hashes
                hashes[place] = other
                changed.append(InclusionProof(index: index, hashes: hashes))
            }
            for proof in changed {
                #expect(throws: ProofError.self) {
                    try proof.verify(leaf: leaf, size: 300, root: tree.root)
                }
            }
        }
    }

    @Test func `a history that was rewritten is no continuation`() throws {
        var tree = TiledTree()
        var rewritten = TiledTree()
        for number in 0..<300 {
            tree.append(entry(number))
            rewritten.append(entry(number == 100 ? 1_000 : number))
        }
        let old = try #require(NodeHash(PlainTree(leaves: (0..<200).map(entry)).root))
        try tree.consistencyProof(200).verify(
            oldSize: 200, oldRoot: old, newSize: 300, newRoot: tree.root)
        #expect(throws: ProofError.self) {
            try rewritten.consistencyProof(200).verify(
                oldSize: 200, oldRoot: old, newSize: 300, newRoot: rewritten.root)
        }
        let proof = try tree.consistencyProof(200)
        for hashes in [proof.hashes + proof.hashes.prefix(1), Array(proof.hashes.dropLast())] {
            #expect(throws: ProofError.self) {
                try ConsistencyProof(hashes: hashes).verify(
                    oldSize: 200, oldRoot: old, newSize: 300, newRoot: tree.root)
            }
        }
        #expect(throws: ProofError.self) {
            try ConsistencyProof(hashes: []).verify(
                oldSize: 301, oldRoot: old, newSize: 300, newRoot: tree.root)
        }
    }
}
