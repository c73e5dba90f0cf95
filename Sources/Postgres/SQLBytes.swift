/// `[UInt8]` is a `bytea`, `[[UInt8]]` a `bytea[]`; read, it takes the binary form of any type.
extension UInt8: SQLArrayElement {
    public static var sqlType: SQLType { .bytea }
    public static var sqlArrayType: SQLType { .bytea }
    public func appendSQL(to bytes: inout [UInt8]) { bytes.append(self) }

    public static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> UInt8? {
        bytes?.count == 1 ? bytes?.first : nil
    }

    public static func appendSQLArray(_ elements: [UInt8], to bytes: inout [UInt8]) {
        bytes.append(contentsOf: elements)
    }

    public static func decodeSQLArray(
        _ bytes: UnsafeRawBufferPointer, type: SQLType
    ) -> [UInt8]? {
        [UInt8](bytes)
    }
}

extension Array: SQLArrayElement where Element == UInt8 {
    public static var sqlArrayType: SQLType { .byteaArray }
}
