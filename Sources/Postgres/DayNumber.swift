/// A civil day as a `date`: days since 1970-01-01.
///
/// `infinity` and `-infinity` are `Int32.max` and `Int32.min`.
public struct DayNumber: RawRepresentable, Hashable, Comparable, SQLArrayElement {
    public let rawValue: Int32

    public init(rawValue: Int32) { self.rawValue = rawValue }
    public init(_ daysSinceEpoch: Int) { rawValue = Int32(clamping: daysSinceEpoch) }

    /// PostgreSQL counts from 2000-01-01.
    static let epochOffset: Int32 = 10_957

    public static var sqlType: SQLType { .date }
    public static var sqlArrayType: SQLType { .dateArray }

    public func appendSQL(to bytes: inout [UInt8]) { bytes.appendBigEndian(binary) }

    /// The number in the binary form.
    var binary: Int32 {
        if rawValue == .max || rawValue == .min { return rawValue }
        let (value, overflow) = rawValue.subtractingReportingOverflow(Self.epochOffset)
        return overflow ? .min : value
    }

    public static func decodeSQL(_ bytes: UnsafeRawBufferPointer?, type: SQLType) -> DayNumber? {
        guard let bytes, bytes.count == 4, type == .date else { return nil }
        let value = bytes.bigEndian(Int32.self)
        let (shifted, overflow) = value.addingReportingOverflow(epochOffset)
        return DayNumber(rawValue: overflow || value == .min ? value : shifted)
    }

    public static func < (one: DayNumber, other: DayNumber) -> Bool {
        one.rawValue < other.rawValue
    }
}
