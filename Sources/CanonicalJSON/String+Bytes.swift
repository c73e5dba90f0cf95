/// Comparisons by code unit. Swift's own `==` and `<` compare what text means: "é" in one scalar
/// equals "é" in two.
extension String {
    /// Lends the UTF-8 bytes; a native string, as all are on Linux, is not copied.
    @inline(__always)
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let quick = utf8.withContiguousStorageIfAvailable { body(UnsafeRawBufferPointer($0)) }
        return quick ?? utf8Span.span.withUnsafeBytes(body)
    }

    func hasSameBytes(as other: String) -> Bool {
        withBytes { one in other.withBytes { other in one.hasSameBytes(as: other) } }
    }

    func hashBytes(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: $0) }
        hasher.combine(0xFF as UInt8)
    }

    /// Whether this name comes before the other by UTF-16 code units.
    ///
    /// Source: RFC 8785, section 3.2.3, "Sorting of Object Properties". UTF-8 bytes give the same
    /// order but for U+E000…U+FFFF (first byte EE or EF), which come after all surrogate pairs
    /// (F0…F4); neither byte is ever a continuation, so the first difference decides alone.
    func precedesCanonically(_ other: String) -> Bool {
        withBytes { one in
            other.withBytes { other in
                let common = min(one.count, other.count)
                for index in 0..<common where one[index] != other[index] {
                    return Self.rank(one[index]) < Self.rank(other[index])
                }
                return one.count < other.count
            }
        }
    }

    private static func rank(_ byte: UInt8) -> UInt8 {
        byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte
    }
}

extension UnsafeRawBufferPointer {
    @inline(__always)
    func hasSameBytes(as other: Self) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}
