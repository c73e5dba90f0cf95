/// A whole subtree: 2^level leaves, the `index`-th such from the left.
struct Subtree: Hashable {
    let level: Int
    let index: Int64
}

extension Subtree {
    /// The whole subtrees that make up the leaves from one to before another, from the left: the
    /// fewest there are. The first leaf must be a multiple of the largest of them.
    static func covering(_ leaves: Range<Int64>) -> [Subtree] {
        var subtrees: [Subtree] = []
        var start = leaves.lowerBound
        while start < leaves.upperBound {
            let longest = 63 - (leaves.upperBound - start).leadingZeroBitCount
            let level = start == 0 ? longest : min(longest, start.trailingZeroBitCount)
            subtrees.append(Subtree(level: level, index: start >> level))
            start += 1 << level
        }
        return subtrees
    }
}

/// A hash that a proof needs: that of a range of leaves, of the whole subtrees that cover it.
struct NeededHash: Equatable {
    let subtrees: [Subtree]

    init(_ leaves: Range<Int64>) { subtrees = Subtree.covering(leaves) }

    /// The largest power of two smaller than the size, which is at least 2.
    ///
    /// Source: RFC 6962, section 2.1.
    static func split(_ size: Int64) -> Int64 { 1 << (63 - (size - 1).leadingZeroBitCount) }
}
