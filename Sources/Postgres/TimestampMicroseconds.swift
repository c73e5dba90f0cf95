/// An instant as a `timestamptz`: microseconds since 1970-01-01T00:00:00Z.
///
/// `infinity` and `-infinity` are `Int64.max` and `Int64.min`.
public struct TimestampMicroseconds: RawRepresentable, Hashable, Comparable, SQLArrayElement {
    public let rawValue: Int64

    public init(rawValue: Int64) { self.rawValue = rawValue }
    public init(_ microsecondsSinceEpoch: Int64) { rawValue = microsecondsSinceEpoch }

    /// PostgreSQL counts from 2000-01-01: 10,957 days later.
    static let epochOffset: Int64 = 946_684_800_000_000

    /// The number in the binary form.
    static func binary(_ microseconds: Int64) -> Int64 {
        if microseconds == .max || microseconds == .min { return microseconds }
        let (value, overflow) = microseconds.subtractingReportingOverflow(epochOffset)
        return overflow ? .min : value
    }

    public static var sqlType: SQLType { .timestamptz }
    public static var sqlArrayType: SQLType { .timestamptzArray }

    public func appendSQL(to bytes: inout [UInt8]) {
        bytes.appendBigEndian(Self.binary(rawValue))
    }

    public static func decodeSQL(
        _ bytes: UnsafeRawBufferPointer?, type: SQLType
    ) -> TimestampMicroseconds? {
        guard let bytes, bytes.count == 8, type == .timestamptz || type == .timestamp else {
            return nil
        }
        let value = bytes.bigEndian(Int64.self)
        let (shifted, overflow) = value.addingReportingOverflow(epochOffset)
        return TimestampMicroseconds(overflow || value == .min ? value : shifted)
    }

    public static func < (one: TimestampMicroseconds, other: TimestampMicroseconds) -> Bool {
        one.rawValue < other.rawValue
    }
}
