/// A PostgreSQL type by its object identifier.
///
/// Source: PostgreSQL 15, `src/include/catalog/pg_type.dat`; these numbers never change.
public struct SQLType: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }
    private init(_ oid: UInt32) { rawValue = oid }

    public static let bool = SQLType(16)
    public static let bytea = SQLType(17)
    public static let int8 = SQLType(20)
    public static let int2 = SQLType(21)
    public static let int4 = SQLType(23)
    public static let text = SQLType(25)
    public static let oid = SQLType(26)
    public static let float4 = SQLType(700)
    public static let float8 = SQLType(701)
    public static let date = SQLType(1082)
    public static let timestamp = SQLType(1114)
    public static let timestamptz = SQLType(1184)
    public static let uuid = SQLType(2950)
    public static let jsonb = SQLType(3802)

    public static let boolArray = SQLType(1000)
    public static let byteaArray = SQLType(1001)
    public static let int2Array = SQLType(1005)
    public static let int4Array = SQLType(1007)
    public static let textArray = SQLType(1009)
    public static let int8Array = SQLType(1016)
    public static let float8Array = SQLType(1022)
    public static let dateArray = SQLType(1182)
    public static let timestamptzArray = SQLType(1185)
    public static let uuidArray = SQLType(2951)

    /// Whether the binary form is the text in UTF-8: text, varchar, bpchar, name, json, unknown,
    /// xml, and types defined in the database, of which enumerations are so.
    var isTextual: Bool {
        switch rawValue {
        case 25, 1043, 1042, 19, 114, 705, 142: true
        default: rawValue >= 16384
        }
    }

    /// The types read as a signed integer: int2, int4, int8, and as unsigned ones of 4 bytes oid
    /// and xid, of 8 bytes xid8 and pg_lsn.
    var isInteger: Bool {
        switch rawValue {
        case 20, 21, 23, 26, 28, 3220, 5069: true
        default: false
        }
    }
}
