/// Up to 256 entries, each behind its length in two bytes, the higher first.
///
/// Source: C2SP tlog-tiles v0.1.0, "Log Entries".
public struct EntryBundle: Equatable, Sendable {
    public var entries: [[UInt8]]

    public init(entries: [[UInt8]]) { self.entries = entries }

    /// The longest entry that two bytes of length can tell of.
    public static let longestEntryBytes = 65_535

    /// - Parameter width: How many entries there must be.
    public init(bytes: UnsafeRawBufferPointer, width: Int) throws(ProofError) {
        var entries: [[UInt8]] = []
        entries.reserveCapacity(width)
        try Self.forEach(in: bytes, width: width) { entries.append(Array($0)) }
        self.entries = entries
    }

    public init(_ bytes: [UInt8], width: Int) throws(ProofError) {
        self = try bytes.withUnsafeBytes { bytes -> Result<Self, ProofError> in
            do throws(ProofError) {
                return .success(try EntryBundle(bytes: bytes, width: width))
            } catch {
                return .failure(error)
            }
        }.get()
    }

    /// Hands out the entries in their order, without copies.
    public static func forEach(
        in bytes: UnsafeRawBufferPointer, width: Int, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(ProofError) {
        var offset = 0
        for number in 0..<width {
            guard offset + 2 <= bytes.count else {
                throw .malformed("The bundle ends before entry \(number) of \(width)")
            }
            let length = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
            offset += 2
            guard offset + length <= bytes.count else {
                throw .malformed("The bundle ends within entry \(number)")
            }
            body(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]))
            offset += length
        }
        guard offset == bytes.count else {
            throw .malformed("The bundle goes on behind its \(width) entries")
        }
    }

    /// - Throws: Where an entry is longer than its length can say.
    public func bytes() throws(ProofError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + $1.count + 2 })
        for entry in entries {
            guard entry.count <= Self.longestEntryBytes else {
                throw .malformed("An entry has \(entry.count) bytes, more than 65,535")
            }
            bytes.append(UInt8(entry.count >> 8))
            bytes.append(UInt8(entry.count & 255))
            bytes.append(contentsOf: entry)
        }
        return bytes
    }
}
