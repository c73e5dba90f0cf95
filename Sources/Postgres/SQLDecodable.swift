/// A value that can be read from a column in PostgreSQL's binary form.
public protocol SQLDecodable: Sendable {
    /// Reads a value.
    ///
    /// - Parameters:
    ///   - bytes: The binary form, valid in the call only; `nil` for NULL.
    ///   - type: The column's type.
    /// - Returns: `nil` when the type or the value does not fit.
    static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> Self?
}

extension UnsafeRawBufferPointer {
    /// An integer in network byte order; the caller has checked the bounds.
    @inlinable
    func bigEndian<Integer: FixedWidthInteger>(_ type: Integer.Type, at offset: Int = 0) -> Integer
    {
        Integer(bigEndian: loadUnaligned(fromByteOffset: offset, as: type))
    }
}

extension FixedWidthInteger where Self: Sendable {
    /// Reads any integer type that holds the value, whatever its width.
    static func decodeSQLInteger(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> Self? {
        guard let bytes, type.isInteger else { return nil }
        switch bytes.count {
        case 2: return Self(exactly: bytes.bigEndian(Int16.self))
        case 4 where type == .int4: return Self(exactly: bytes.bigEndian(Int32.self))
        case 4: return Self(exactly: bytes.bigEndian(UInt32.self))
        case 8: return Self(exactly: bytes.bigEndian(Int64.self))
        default: return nil
        }
    }
}

extension Int16: SQLDecodable {
    public static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> Int16? {
        decodeSQLInteger(bytes, type: type)
    }
}

extension Int32: SQLDecodable {
    public static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> Int32? {
        decodeSQLInteger(bytes, type: type)
    }
}

extension Int64: SQLDecodable {
    public static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> Int64? {
        if type == .int8, let bytes, bytes.count == 8 { return bytes.bigEndian(Int64.self) }
        return decodeSQLInteger(bytes, type: type)
    }
}

extension Int: SQLDecodable {
    public static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> Int? {
        decodeSQLInteger(bytes, type: type)
    }
}

extension Bool: SQLDecodable {
    public static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> Bool? {
        guard let bytes, type == .bool, bytes.count == 1 else { return nil }
        return bytes[0] != 0
    }
}

extension Double: SQLDecodable {
    public static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> Double? {
        guard let bytes else { return nil }
        switch (type, bytes.count) {
        case (.float8, 8): return Double(bitPattern: bytes.bigEndian(UInt64.self))
        case (.float4, 4): return Double(Float(bitPattern: bytes.bigEndian(UInt32.self)))
        default: return nil
        }
    }
}

extension String: SQLDecodable {
    /// Reads text, varchar, name, json, jsonb and enumerations.
    public static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> String? {
        guard let bytes else { return nil }
        if type == .jsonb {
            // One byte of version, 1, goes before the text.
            guard bytes.first == 1 else { return nil }
            return String(decoding: bytes.dropFirst(), as: UTF8.self)
        }
        return type.isTextual ? String(decoding: bytes, as: UTF8.self) : nil
    }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    public static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> Wrapped?? {
        guard let bytes else { return .some(nil) }
        return Wrapped.decodeSQL(bytes, type: type).map { .some($0) }
    }
}
