/// The hashes that lead from one leaf to the root, the leaf's sibling first.
///
/// Source: RFC 9162, section 2.1.3.
public struct InclusionProof: Equatable, Sendable {
    /// The leaf's place, from 0.
    public let index: Int64
    public let hashes: [NodeHash]

    public init(index: Int64, hashes: [NodeHash]) {
        self.index = index
        self.hashes = hashes
    }

    /// Checks that the leaf is in the tree of that size and root.
    ///
    /// - Throws: ``ProofError/mismatch(_:)`` also where there are too few or too many hashes.
    public func verify(
        leaf: NodeHash, size: Int64, root: NodeHash, by hasher: MerkleHasher = MerkleHasher()
    ) throws(ProofError) {
        guard index >= 0, index < size else {
            throw .mismatch("Leaf \(index) is not in a tree of \(size)")
        }
        var (place, last) = (index, size - 1)
        var hash = leaf
        for sibling in hashes {
            if last == 0 { throw .mismatch("The proof has too many hashes") }
            if place % 2 == 1 || place == last {
                hash = hasher.node(sibling, hash)
                while place % 2 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = hasher.node(hash, sibling)
            }
            place >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .mismatch("The proof has too few hashes") }
        guard hash == root else { throw .mismatch("The proof does not lead to the root") }
    }

    /// The hashes that a proof is made of, in its order.
    static func needed(index: Int64, size: Int64) -> [NeededHash] {
        var needed: [NeededHash] = []
        var leaves = 0..<size
        while leaves.count > 1 {
            let middle = leaves.lowerBound + NeededHash.split(Int64(leaves.count))
            if index < middle {
                needed.append(NeededHash(middle..<leaves.upperBound))
                leaves = leaves.lowerBound..<middle
            } else {
                needed.append(NeededHash(leaves.lowerBound..<middle))
                leaves = middle..<leaves.upperBound
            }
        }
        return needed.reversed()
    }
}
