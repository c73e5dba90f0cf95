import CanonicalJSON

/// A short name for a content, the same on every machine and in every version; not a proof of it.
///
/// Source: Fowler, Noll, Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>, "FNV-1a hash", 64 bits.
struct ContentHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add($0) }
    }

    /// Of the canonical bytes, in 16 hexadecimal digits.
    static func text(of content: JSONObject) -> String {
        var hash = ContentHash()
        hash.add(content.canonicalBytes)
        let digits = String(hash.value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
