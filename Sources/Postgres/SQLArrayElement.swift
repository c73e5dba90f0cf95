/// A value that can be an element of an array parameter or column.
///
/// `[UInt8]` is no array to PostgreSQL but a `bytea`; hence the two functions with a default.
public protocol SQLArrayElement: SQLEncodable, SQLDecodable {
    static var sqlArrayType: SQLType { get }
    static func appendSQLArray(_ elements: [Self], to bytes: inout [UInt8])
    static func decodeSQLArray(_ bytes: UnsafeRawBufferPointer, type: SQLType) -> [Self]?
}

extension SQLArrayElement {
    /// Source: PostgreSQL 15, `array_recv` in `src/backend/utils/adt/arrayfuncs.c`: dimensions,
    /// whether there is a NULL, element type; then length and lower bound; then the elements.
    public static func appendSQLArray(_ elements: [Self], to bytes: inout [UInt8]) {
        let hasNull = elements.contains { $0.isSQLNull }
        bytes.appendBigEndian(Int32(elements.isEmpty ? 0 : 1))
        bytes.appendBigEndian(Int32(hasNull ? 1 : 0))
        bytes.appendBigEndian(sqlType.rawValue)
        if elements.isEmpty { return }
        bytes.appendBigEndian(Int32(elements.count))
        bytes.appendBigEndian(Int32(1))
        for element in elements {
            let place = bytes.count
            bytes.appendBigEndian(Int32(-1))
            if element.isSQLNull { continue }
            element.appendSQL(to: &bytes)
            bytes.putBigEndian(Int32(clamping: bytes.count - place - 4), at: place)
        }
    }

    public static func decodeSQLArray(
        _ bytes: UnsafeRawBufferPointer, type: SQLType
    ) -> [Self]? {
        guard bytes.count >= 12 else { return nil }
        let elementType = SQLType(rawValue: bytes.bigEndian(UInt32.self, at: 8))
        switch bytes.bigEndian(Int32.self) {
        case 0: return []
        case 1 where bytes.count >= 20: break
        default: return nil
        }
        let count = Int(bytes.bigEndian(Int32.self, at: 12))
        guard count >= 0, bytes.count >= 20 + 4 * count else { return nil }
        return decodeElements(bytes, count: count, type: elementType)
    }

    private static func decodeElements(
        _ bytes: UnsafeRawBufferPointer, count: Int, type: SQLType
    ) -> [Self]? {
        var elements: [Self] = []
        elements.reserveCapacity(count)
        var offset = 20
        for _ in 0..<count {
            guard bytes.count >= offset + 4 else { return nil }
            let length = Int(bytes.bigEndian(Int32.self, at: offset))
            offset += 4
            guard length <= bytes.count - offset else { return nil }
            let field =
                length < 0 ? nil : UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
            guard let element = decodeSQL(field, type: type) else { return nil }
            elements.append(element)
            offset += max(length, 0)
        }
        return elements
    }
}

extension Array: SQLEncodable where Element: SQLArrayElement {
    public static var sqlType: SQLType { Element.sqlArrayType }
    public func appendSQL(to bytes: inout [UInt8]) { Element.appendSQLArray(self, to: &bytes) }
}

extension Array: SQLDecodable where Element: SQLArrayElement {
    public static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> [Element]? {
        bytes.flatMap { Element.decodeSQLArray($0, type: type) }
    }
}

extension Bool: SQLArrayElement { public static var sqlArrayType: SQLType { .boolArray } }
extension Int16: SQLArrayElement { public static var sqlArrayType: SQLType { .int2Array } }
extension Int32: SQLArrayElement { public static var sqlArrayType: SQLType { .int4Array } }
extension Int64: SQLArrayElement { public static var sqlArrayType: SQLType { .int8Array } }
extension Int: SQLArrayElement { public static var sqlArrayType: SQLType { .int8Array } }
extension Double: SQLArrayElement { public static var sqlArrayType: SQLType { .float8Array } }
extension String: SQLArrayElement { public static var sqlArrayType: SQLType { .textArray } }

extension Optional: SQLArrayElement where Wrapped: SQLArrayElement {
    public static var sqlArrayType: SQLType { Wrapped.sqlArrayType }
}
