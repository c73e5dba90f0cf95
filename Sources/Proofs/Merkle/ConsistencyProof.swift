/// The hashes that show that a tree is the beginning of a longer one.
///
/// Source: RFC 9162, section 2.1.4.
public struct ConsistencyProof: Equatable, Sendable {
    public let hashes: [NodeHash]

    public init(hashes: [NodeHash]) { self.hashes = hashes }

    /// Checks that the older tree's leaves are the first ones of the newer tree.
    ///
    /// - Throws: ``ProofError/mismatch(_:)`` also where there are too few or too many hashes.
    public func verify(
        oldSize: Int64, oldRoot: NodeHash, newSize: Int64, newRoot: NodeHash,
        by hasher: MerkleHasher = MerkleHasher()
    ) throws(ProofError) {
        guard oldSize >= 0, oldSize <= newSize else {
            throw .mismatch("A tree of \(oldSize) is not the beginning of one of \(newSize)")
        }
        if oldSize == newSize || oldSize == 0 {
            let isRight = oldSize == 0 ? oldRoot == .emptyTree : oldRoot == newRoot
            guard isRight else { throw .mismatch("The roots are not those of one log") }
            guard hashes.isEmpty else { throw .mismatch("The proof has too many hashes") }
            return
        }
        // The older root itself is left out where it is a node of the newer tree.
        let isNode = oldSize & (oldSize - 1) == 0
        var path = (isNode ? [oldRoot] + hashes : hashes)[...]
        guard var old = path.popFirst() else { throw .mismatch("The proof has too few hashes") }
        var new = old
        var (place, last) = (oldSize - 1, newSize - 1)
        while place % 2 == 1 {
            place >>= 1
            last >>= 1
        }
        for hash in path {
            if last == 0 { throw .mismatch("The proof has too many hashes") }
            if place % 2 == 1 || place == last {
                old = hasher.node(hash, old)
                new = hasher.node(hash, new)
                while place % 2 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                new = hasher.node(new, hash)
            }
            place >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .mismatch("The proof has too few hashes") }
        guard old == oldRoot else { throw .mismatch("The proof does not lead to the older root") }
        guard new == newRoot else { throw .mismatch("The proof does not lead to the newer root") }
    }

    /// The hashes that a proof is made of, in its order.
    static func needed(oldSize: Int64, newSize: Int64) -> [NeededHash] {
        guard oldSize > 0, oldSize < newSize else { return [] }
        var needed: [NeededHash] = []
        var leaves = 0..<newSize
        while leaves.upperBound != oldSize {
            let middle = leaves.lowerBound + NeededHash.split(Int64(leaves.count))
            if oldSize <= middle {
                needed.append(NeededHash(middle..<leaves.upperBound))
                leaves = leaves.lowerBound..<middle
            } else {
                needed.append(NeededHash(leaves.lowerBound..<middle))
                leaves = middle..<leaves.upperBound
            }
        }
        // The verifier has the older root where it is this subtree.
        if leaves.lowerBound > 0 { needed.append(NeededHash(leaves)) }
        return needed.reversed()
    }
}
