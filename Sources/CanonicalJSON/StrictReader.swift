extension JSONValue {
    /// Reads a JSON text and refuses whatever two parsers could read differently.
    ///
    /// Refused: equal names in an object, lone surrogates also as escapes, invalid UTF-8, a byte
    /// order mark, control characters in strings, trailing commas and text, numbers that `numbers`
    /// excludes, arrays and objects more than 512 deep.
    ///
    /// Source: RFC 8259 for the grammar, RFC 7493 (I-JSON) for what is refused beyond it.
    ///
    /// - Throws: The first fault; invalid UTF-8 anywhere counts as the first.
    public init(parsing bytes: [UInt8], numbers: JSONNumbers = .integers) throws(JSONError) {
        self = try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
            try StrictReader.read(UnsafeRawBufferPointer(buffer), numbers: numbers)
        }
    }

    /// Reads a JSON text; see ``init(parsing:numbers:)-([UInt8],_)``.
    public init(parsing text: String, numbers: JSONNumbers = .integers) throws(JSONError) {
        try self.init(parsing: [UInt8](text.utf8), numbers: numbers)
    }
}

/// The reader at the door: see ``JSONValue/init(parsing:numbers:)-([UInt8],_)``.
struct StrictReader {
    static let deepest = 512

    let bytes: UnsafeRawBufferPointer
    let numbers: JSONNumbers
    /// The next byte.
    var offset: Int
    private var depth = 0

    static func read(
        _ bytes: UnsafeRawBufferPointer, numbers: JSONNumbers
    ) throws(JSONError) -> JSONValue {
        var reader = StrictReader(bytes: bytes, numbers: numbers)
        try reader.checkEncoding()
        reader.skipSpace()
        if reader.next == nil { throw reader.failure(.emptyText) }
        let value = try reader.value()
        reader.skipSpace()
        if reader.next != nil { throw reader.failure(.trailingText) }
        return value
    }

    init(bytes: UnsafeRawBufferPointer, numbers: JSONNumbers, offset: Int = 0) {
        self.bytes = bytes
        self.numbers = numbers
        self.offset = offset
    }

    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    func failure(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
        JSONError(reason, at: offset ?? self.offset, in: bytes)
    }

    private func checkEncoding() throws(JSONError) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw failure(.byteOrderMark) }
        do {
            _ = try UTF8Span(validating: bytes.assumingMemoryBound(to: UInt8.self).span)
        } catch {
            throw failure(.invalidUTF8, at: error.byteOffsets.lowerBound)
        }
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            offset += 1
        }
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        guard let next else { throw failure(.unexpectedEnd) }
        switch next {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw failure(.expectedValue)
        }
    }

    private mutating func word(
        _ word: StaticString, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        guard bytes.holds(word, at: offset) else {
            throw failure(.expectedValue)
        }
        offset += word.utf8CodeUnitCount
        return value
    }

    private mutating func string() throws(JSONError) -> String {
        let start = offset + 1
        let (end, hasEscapes) = try bytes.endOfString(from: start)
        offset = end + 1
        return try bytes.text(start..<end, hasEscapes: hasEscapes)
    }

    private mutating func array() throws(JSONError) -> [JSONValue] {
        var values: [JSONValue] = []
        guard try open(UInt8(ascii: "]")) else { return values }
        repeat { values.append(try value()) } while try goesOn(until: UInt8(ascii: "]"))
        return values
    }

    private mutating func object() throws(JSONError) -> JSONObject {
        var members = MemberList()
        guard try open(UInt8(ascii: "}")) else { return JSONObject() }
        repeat {
            guard next == UInt8(ascii: "\"") else {
                throw failure(next == nil ? .unexpectedEnd : .expectedName)
            }
            let start = offset
            let name = try string()
            skipSpace()
            guard next == UInt8(ascii: ":") else {
                throw failure(next == nil ? .unexpectedEnd : .expectedColon)
            }
            offset += 1
            skipSpace()
            members.append(name, try value(), at: start)
        } while try goesOn(until: UInt8(ascii: "}"))
        if let duplicate = members.sort() {
            throw failure(.duplicateName(duplicate.name), at: duplicate.offset)
        }
        return JSONObject(ordered: members.members)
    }

    /// Enters an array or object; leaves it at once and returns `false` when it is empty.
    private mutating func open(_ close: UInt8) throws(JSONError) -> Bool {
        guard depth < Self.deepest else { throw failure(.tooDeep) }
        offset += 1
        skipSpace()
        guard next != close else {
            offset += 1
            return false
        }
        depth += 1
        return true
    }

    /// Goes to the next element or member; leaves and returns `false` after the last one.
    private mutating func goesOn(until close: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        switch next {
        case close:
            offset += 1
            depth -= 1
            return false
        case UInt8(ascii: ","):
            let comma = offset
            offset += 1
            skipSpace()
            if next == close { throw failure(.trailingComma, at: comma) }
            return true
        case nil: throw failure(.unexpectedEnd)
        default: throw failure(.expectedCommaOrEnd)
        }
    }
}
