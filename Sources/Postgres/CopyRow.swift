/// One row of a COPY out, read field by field from left to right; valid in its call only.
public struct CopyRow {
    /// At the next field's length.
    private(set) var rest: UnsafeRawBufferPointer
    /// How many fields are still to be read.
    public private(set) var remainingFields: Int
    /// Whether a field ran past the end of the row.
    private(set) var isMalformed = false

    /// Reads the number of fields; `nil` at the trailer or when there is no whole number.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 2 else { return nil }
        let count = bytes.bigEndian(Int16.self)
        guard count >= 0 else { return nil }
        remainingFields = Int(count)
        rest = UnsafeRawBufferPointer(rebasing: bytes[2...])
    }

    /// The next field's bytes; `nil` for NULL, and when no field is left.
    @inline(__always)
    public mutating func nextField() -> UnsafeRawBufferPointer? {
        guard remainingFields > 0, rest.count >= 4, let base = rest.baseAddress else {
            if remainingFields > 0 { spoil() }
            return nil
        }
        remainingFields -= 1
        let length = Int(rest.bigEndian(Int32.self))
        let available = rest.count - 4
        guard length >= 0 else {
            rest = UnsafeRawBufferPointer(start: base + 4, count: available)
            return nil
        }
        guard length <= available else {
            spoil()
            return nil
        }
        rest = UnsafeRawBufferPointer(start: base + 4 + length, count: available - length)
        return UnsafeRawBufferPointer(start: base + 4, count: length)
    }

    /// The next field as an integer of this width; `nil` for NULL and for another width.
    ///
    /// Inlinable, since millions of rows are read so: a generic function of another module would look
    /// its type up for each.
    @inlinable
    public mutating func nextInteger<Integer: FixedWidthInteger>(
        _ type: Integer.Type = Integer.self
    ) -> Integer? {
        guard let field = nextField(), field.count == MemoryLayout<Integer>.size else { return nil }
        return field.bigEndian(type)
    }

    /// The next field as text; `nil` for NULL.
    public mutating func nextText() -> String? {
        nextField().map { String(decoding: $0, as: UTF8.self) }
    }

    /// The next field, a `timestamptz`, in microseconds since 1970; `nil` for NULL.
    public mutating func nextTimestampMicroseconds() -> Int64? {
        TimestampMicroseconds.decodeSQL(nextField(), type: .timestamptz)?.rawValue
    }

    /// Passes over what the reader left.
    mutating func skipToEnd() {
        while remainingFields > 0 { _ = nextField() }
    }

    private mutating func spoil() {
        isMalformed = true
        remainingFields = 0
        rest = UnsafeRawBufferPointer(start: nil, count: 0)
    }
}
