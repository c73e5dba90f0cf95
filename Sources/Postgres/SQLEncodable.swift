/// A value that can be a parameter, in PostgreSQL's binary form.
public protocol SQLEncodable: Sendable {
    /// The parameter's type, told to the server also when the value is NULL.
    static var sqlType: SQLType { get }
    var isSQLNull: Bool { get }
    /// Appends the binary form; not called for NULL.
    func appendSQL(to bytes: inout [UInt8])
}

extension SQLEncodable {
    public var isSQLNull: Bool { false }
}

extension Array where Element == UInt8 {
    /// Appends an integer in network byte order.
    @inline(__always)
    mutating func appendBigEndian<Integer: FixedWidthInteger>(_ value: Integer) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Overwrites four bytes with an integer in network byte order.
    mutating func putBigEndian(_ value: Int32, at offset: Int) {
        withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: value.bigEndian, toByteOffset: offset, as: Int32.self)
        }
    }
}

extension Bool: SQLEncodable {
    public static var sqlType: SQLType { .bool }
    public func appendSQL(to bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }
}

extension Int16: SQLEncodable {
    public static var sqlType: SQLType { .int2 }
    public func appendSQL(to bytes: inout [UInt8]) { bytes.appendBigEndian(self) }
}

extension Int32: SQLEncodable {
    public static var sqlType: SQLType { .int4 }
    public func appendSQL(to bytes: inout [UInt8]) { bytes.appendBigEndian(self) }
}

extension Int64: SQLEncodable {
    public static var sqlType: SQLType { .int8 }
    public func appendSQL(to bytes: inout [UInt8]) { bytes.appendBigEndian(self) }
}

extension Int: SQLEncodable {
    public static var sqlType: SQLType { .int8 }
    public func appendSQL(to bytes: inout [UInt8]) { bytes.appendBigEndian(Int64(self)) }
}

extension Double: SQLEncodable {
    public static var sqlType: SQLType { .float8 }
    public func appendSQL(to bytes: inout [UInt8]) { bytes.appendBigEndian(bitPattern) }
}

extension String: SQLEncodable {
    /// Always `text`: where the column has another type, write a cast, `\(text)::jsonb`.
    public static var sqlType: SQLType { .text }
    public func appendSQL(to bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }
}

extension Optional: SQLEncodable where Wrapped: SQLEncodable {
    public static var sqlType: SQLType { Wrapped.sqlType }
    public var isSQLNull: Bool { if case .none = self { true } else { false } }
    public func appendSQL(to bytes: inout [UInt8]) { self?.appendSQL(to: &bytes) }
}
