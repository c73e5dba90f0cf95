import Digests

/// A hash of the tree: 32 bytes of SHA-256.
public struct NodeHash: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// How many bytes a hash has.
    public static let size = 32

    /// The root of the tree without leaves, SHA-256 of nothing (RFC 6962, section 2.1).
    public static let emptyTree = NodeHash(
        words: (
            0xE3B0_C442_98FC_1C14, 0x9AFB_F4C8_996F_B924, 0x27AE_41E4_649B_934C,
            0xA495_991B_7852_B855
        ))

    init() {}

    private init(words: (UInt64, UInt64, UInt64, UInt64)) {
        withUnsafeMutableBytes { bytes in
            for (index, word) in [words.0, words.1, words.2, words.3].enumerated() {
                bytes.storeBytes(of: word.bigEndian, toByteOffset: index * 8, as: UInt64.self)
            }
        }
    }

    /// - Returns: `nil` for another number of bytes than 32.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.size else { return nil }
        withUnsafeMutableBytes { $0.copyBytes(from: bytes) }
    }

    /// The hash at an offset; the bytes must reach 32 beyond it.
    public init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        withUnsafeMutableBytes {
            $0.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Self.size]))
        }
    }

    /// - Parameter text: In base64.
    public init?(base64 text: some StringProtocol) {
        guard let bytes = Base64.bytes(of: text) else { return nil }
        self.init(bytes)
    }

    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }
    public var base64: String { Base64.text(of: bytes) }

    @inline(__always)
    public func withUnsafeBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        Swift.withUnsafeBytes(of: words, body)
    }

    @inline(__always)
    mutating func withUnsafeMutableBytes<Value>(
        _ body: (UnsafeMutableRawBufferPointer) -> Value
    ) -> Value {
        Swift.withUnsafeMutableBytes(of: &words, body)
    }

    public static func == (one: NodeHash, other: NodeHash) -> Bool { one.words == other.words }

    public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

extension [UInt8] {
    /// Appends the 32 bytes.
    public mutating func append(_ hash: NodeHash) {
        hash.withUnsafeBytes { append(contentsOf: $0) }
    }
}

extension [NodeHash] {
    /// The hashes as one text of bytes, as a tile holds them.
    public var joinedBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * NodeHash.size)
        for hash in self { bytes.append(hash) }
        return bytes
    }
}
