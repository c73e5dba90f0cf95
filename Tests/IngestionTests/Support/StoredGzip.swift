/// A gzip without compression, for data of our own making.
enum StoredGzip {
    /// Source: RFC 1951, section 3.2.4; RFC 1952, section 2.3.
    static func pack(_ bytes: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(0xFFFF)
            rest = rest.dropFirst(block.count)
            let count = UInt16(block.count)
            packed += [rest.isEmpty ? 1 : 0] + le(UInt64(count), 2) + le(UInt64(~count), 2) + block
        } while !rest.isEmpty
        return packed + le(UInt64(checksum(bytes)), 4) + le(UInt64(bytes.count), 4)
    }

    private static func le(_ number: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in
                rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1
            }
        }
    }
}
