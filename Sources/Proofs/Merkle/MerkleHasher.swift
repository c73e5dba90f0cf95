import Digests

/// Hashes leaves and nodes; not for two tasks at once.
///
/// Source: RFC 6962, section 2.1. The prefixes stop a node from posing as a leaf.
public final class MerkleHasher {
    private let sha256 = RepeatedSHA256()

    public init() {}

    /// The hash of a leaf: SHA-256(0x00 ‖ entry).
    @inline(__always)
    public func leaf(_ entry: UnsafeRawBufferPointer) -> NodeHash {
        var hash = NodeHash()
        hash.withUnsafeMutableBytes { digest in
            guard let start = digest.baseAddress else { return }
            sha256.digest(of: 0, entry, into: start)
        }
        return hash
    }

    /// The hash of a leaf whose entry is in several pieces.
    public func leaf(joining pieces: [UInt8]...) -> NodeHash {
        sha256.begin(0)
        for piece in pieces { piece.withUnsafeBytes { sha256.update($0) } }
        var hash = NodeHash()
        hash.withUnsafeMutableBytes { digest in
            if let start = digest.baseAddress { sha256.finish(into: start) }
        }
        return hash
    }

    public func leaf(_ entry: [UInt8]) -> NodeHash { entry.withUnsafeBytes { leaf($0) } }

    /// The hash of a node: SHA-256(0x01 ‖ left ‖ right).
    @inline(__always)
    public func node(_ left: NodeHash, _ right: NodeHash) -> NodeHash {
        var hash = NodeHash()
        withUnsafeBytes(of: (left, right)) { pair in
            hash.withUnsafeMutableBytes { digest in
                guard let start = digest.baseAddress else { return }
                sha256.digest(of: 1, pair, into: start)
            }
        }
        return hash
    }

    /// The hash of a tree over the hashes of equal whole subtrees, of which there is at least one.
    public func tree(_ hashes: ArraySlice<NodeHash>) -> NodeHash {
        var level = Array(hashes)
        // Pairs, level by level; what is left over alone goes up as it is: the split at the largest
        // power of two smaller than the size, seen from below.
        while level.count > 1 {
            for index in 0..<level.count / 2 {
                level[index] = node(level[2 * index], level[2 * index + 1])
            }
            if level.count % 2 == 1 { level[level.count / 2] = level[level.count - 1] }
            level.removeLast(level.count / 2)
        }
        return level.first ?? .emptyTree
    }
}
