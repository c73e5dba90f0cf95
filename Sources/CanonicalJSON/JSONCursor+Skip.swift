extension JSONCursor {
    /// Goes behind the value.
    ///
    /// Looks only for the value's end: a value with a fault inside may be skipped.
    ///
    /// - Returns: The value's bytes, as offsets into the text.
    @discardableResult
    public mutating func skipValue() throws(JSONError) -> Range<Int> {
        let start = offset
        switch next {
        case UInt8(ascii: "{"), UInt8(ascii: "["): try skipNested()
        case UInt8(ascii: "\""): try skipString()
        default: try skipScalar()
        }
        return start..<offset
    }

    private mutating func skipString() throws(JSONError) {
        offset = try bytes.endOfString(from: offset + 1).end + 1
    }

    private mutating func skipNested() throws(JSONError) {
        var depth = 0
        repeat {
            switch next {
            case UInt8(ascii: "\""): try skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                offset += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                offset += 1
            case nil: throw failure(.unexpectedEnd)
            default: offset += 1
            }
        } while depth > 0
    }

    private mutating func skipScalar() throws(JSONError) {
        let start = offset
        while let byte = next, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}"),
            byte != UInt8(ascii: "]")
        {
            offset += 1
        }
        if offset == start { throw failure(.expectedValue) }
    }
}
