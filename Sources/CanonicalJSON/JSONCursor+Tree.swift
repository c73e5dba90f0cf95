extension JSONValue {
    /// Reads bytes that ``writeCanonical(into:)`` made, several times faster than the strict
    /// reader.
    ///
    /// The bytes are known to be canonical: equal names, their order and the encoding are not
    /// checked again.
    ///
    /// - Throws: When the bytes are not even JSON; it never traps.
    public init(canonical bytes: UnsafeRawBufferPointer) throws(JSONError) {
        var cursor = JSONCursor(bytes)
        self = try cursor.readValue()
        if !cursor.isAtEnd { throw cursor.failure(.trailingText) }
    }
}

extension JSONObject {
    /// Reads bytes that ``writeCanonical(into:)`` made; see ``JSONValue/init(canonical:)``.
    public init(canonical bytes: UnsafeRawBufferPointer) throws(JSONError) {
        var cursor = JSONCursor(bytes)
        self = try cursor.readObject()
        if !cursor.isAtEnd { throw cursor.failure(.trailingText) }
    }
}

extension JSONCursor {
    /// Reads the value with all it holds.
    public mutating func readValue() throws(JSONError) -> JSONValue { try value(depth: 0) }

    /// Reads the object with all it holds.
    public mutating func readObject() throws(JSONError) -> JSONObject { try object(depth: 0) }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        switch next {
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool(try readBool())
        case UInt8(ascii: "n"):
            try take("null")
            return .null
        default: return try readNumber(.ecmaScript)
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
        if depth == StrictReader.deepest { throw failure(.tooDeep) }
        try enterObject()
        var members: [JSONObject.Member] = []
        while try nextMember() {
            if members.isEmpty { members.reserveCapacity(likelyCount(depth: depth)) }
            let name = try name()
            members.append(JSONObject.Member(name: name, value: try value(depth: depth + 1)))
        }
        return JSONObject(ordered: members)
    }

    private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
        if depth == StrictReader.deepest { throw failure(.tooDeep) }
        try enterArray()
        var values: [JSONValue] = []
        while try nextElement() {
            if values.isEmpty { values.reserveCapacity(min((bytes.count - offset) / 16 + 1, 4)) }
            values.append(try value(depth: depth + 1))
        }
        return values
    }

    /// How many members an object is given room for at first. Those of an entry and its data have
    /// many, deeper ones few; a short text cannot hold many either.
    private func likelyCount(depth: Int) -> Int {
        min((bytes.count - offset) / 24 + 1, depth < 2 ? 16 : 4)
    }
}
