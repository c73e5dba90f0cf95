import Digests

/// RFC 6962, section 2.1, word for word and slowly: what the tree is held against.
struct PlainTree {
    let leaves: [[UInt8]]

    var root: [UInt8] { Self.hash(leaves[...]) }

    static func hash(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        if leaves.isEmpty { return SHA256.digest(of: [UInt8]()) }
        if leaves.count == 1, let leaf = leaves.first { return SHA256.digest(of: [0] + leaf) }
        let (left, right) = halves(leaves)
        return SHA256.digest(of: [1] + hash(left) + hash(right))
    }

    func path(_ index: Int) -> [[UInt8]] { Self.path(index, leaves[...]) }

    /// PATH(m, D[n])
    static func path(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        if leaves.count == 1 { return [] }
        let (left, right) = halves(leaves)
        return index < left.count
            ? path(index, left) + [hash(right)] : path(index - left.count, right) + [hash(left)]
    }

    func consistency(_ old: Int) -> [[UInt8]] {
        old == 0 ? [] : Self.subproof(old, leaves[...], true)
    }

    /// SUBPROOF(m, D[n], b)
    static func subproof(_ old: Int, _ leaves: ArraySlice<[UInt8]>, _ isWhole: Bool) -> [[UInt8]] {
        if old == leaves.count { return isWhole ? [] : [hash(leaves)] }
        let (left, right) = halves(leaves)
        return old <= left.count
            ? subproof(old, left, isWhole) + [hash(right)]
            : subproof(old - left.count, right, false) + [hash(left)]
    }

    private static func halves(
        _ leaves: ArraySlice<[UInt8]>
    ) -> (ArraySlice<[UInt8]>, ArraySlice<[UInt8]>) {
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        return (leaves.prefix(split), leaves.dropFirst(split))
    }
}
