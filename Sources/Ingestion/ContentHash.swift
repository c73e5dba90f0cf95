import CanonicalJSON

/// A short name for a content, the same on every machine and in every version; not a proof of it.
enum ContentHash {
    /// FNV-1a, 64 bits, of the canonical bytes, in 16 hexadecimal digits.
    ///
    /// Source: Fowler, Noll, Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>, "FNV-1a hash".
    static func text(of content: JSONObject) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in content.canonicalBytes {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
