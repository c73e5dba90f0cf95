/// The sixteen bytes of a `uuid`.
public struct UUIDBytes: Hashable, SQLArrayElement {
    /// The first and the last eight bytes, in network byte order.
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// - Returns: `nil` unless there are sixteen bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        high = bytes.withUnsafeBytes { $0.bigEndian(UInt64.self) }
        low = bytes.withUnsafeBytes { $0.bigEndian(UInt64.self, at: 8) }
    }

    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        appendSQL(to: &bytes)
        return bytes
    }

    public static var sqlType: SQLType { .uuid }
    public static var sqlArrayType: SQLType { .uuidArray }

    public func appendSQL(to bytes: inout [UInt8]) {
        bytes.appendBigEndian(high)
        bytes.appendBigEndian(low)
    }

    public static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> UUIDBytes? {
        guard let bytes, bytes.count == 16, type == .uuid else { return nil }
        return UUIDBytes(
            high: bytes.bigEndian(UInt64.self), low: bytes.bigEndian(UInt64.self, at: 8))
    }
}
