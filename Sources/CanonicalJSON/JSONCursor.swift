/// A reader of bytes that are known to be canonical, without a tree.
///
/// It stands before a value; a reading function takes the value and stands behind it. It never
/// reads outside the bytes and throws on what it cannot read, but does not look for what only the
/// strict reader refuses: equal names, names out of order, invalid UTF-8 (which it repairs).
///
///     var cursor = JSONCursor(bytes)
///     try cursor.enterObject()
///     while try cursor.nextMember() {
///         if cursor.nameEquals("id") {
///             id = try cursor.readString()
///         } else {
///             try cursor.skipValue()
///         }
///     }
///
/// The bytes must outlive it.
public struct JSONCursor {
    let bytes: UnsafeRawBufferPointer
    /// How many bytes have been read.
    public internal(set) var offset = 0
    /// The name of the present member as it is written, without its quotation marks.
    private(set) var nameRange = 0..<0
    private var nameHasEscapes = false
    /// Whether ``seekMember(_:)`` stands at a member that nobody has asked for yet.
    var isAtMember = false
    /// Whether ``seekMember(_:)`` has met the object's end.
    var isBehindMembers = false

    public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// A cursor inside an object, behind one of its members: the offset is that of the comma there.
    public init(_ bytes: UnsafeRawBufferPointer, behindMemberAt offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    public var isAtEnd: Bool { offset == bytes.count }

    /// Whether the next value is a null.
    public var isAtNull: Bool { next == UInt8(ascii: "n") }

    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// An error at the present place; a text that is over ends unexpectedly, whatever the reason.
    public func failure(_ reason: JSONError.Reason) -> JSONError {
        JSONError(next == nil ? .unexpectedEnd : reason, at: offset, in: bytes)
    }

    // MARK: Objects and arrays

    /// Enters an object; ``nextMember()`` follows.
    public mutating func enterObject() throws(JSONError) { try enter(UInt8(ascii: "{")) }

    /// Goes to the next member of the object entered last, after its previous value was taken.
    ///
    /// - Returns: Whether there is one: the cursor stands before its value. Else behind the object.
    public mutating func nextMember() throws(JSONError) -> Bool {
        guard try goesOn(after: UInt8(ascii: "{"), until: UInt8(ascii: "}")) else { return false }
        guard next == UInt8(ascii: "\"") else { throw failure(.expectedName) }
        let start = offset + 1
        let (end, hasEscapes) = try bytes.endOfString(from: start)
        nameRange = start..<end
        nameHasEscapes = hasEscapes
        offset = end + 1
        guard next == UInt8(ascii: ":") else { throw failure(.expectedColon) }
        offset += 1
        return true
    }

    /// Whether the present member has that name, which must not need an escape.
    public func nameEquals(_ name: StaticString) -> Bool {
        name.utf8CodeUnitCount == nameRange.count
            && bytes.holds(name, at: nameRange.lowerBound)
    }

    /// The name of the present member.
    public func name() throws(JSONError) -> String {
        try bytes.text(nameRange, hasEscapes: nameHasEscapes)
    }

    /// Enters an array; ``nextElement()`` follows.
    public mutating func enterArray() throws(JSONError) { try enter(UInt8(ascii: "[")) }

    /// Goes to the next element of the array entered last, after the previous one was taken.
    ///
    /// - Returns: Whether there is one: the cursor stands before it. Else behind the array.
    public mutating func nextElement() throws(JSONError) -> Bool {
        try goesOn(after: UInt8(ascii: "["), until: UInt8(ascii: "]"))
    }

    @inline(__always)
    private mutating func enter(_ open: UInt8) throws(JSONError) {
        guard next == open else { throw failure(.wrongType) }
        offset += 1
    }

    /// Needs no memory of its own: no value ends with the byte that opens an array or object.
    @inline(__always)
    private mutating func goesOn(after open: UInt8, until close: UInt8) throws(JSONError) -> Bool {
        if next == close {
            offset += 1
            return false
        }
        if offset > 0, bytes[offset - 1] == open, next != nil { return true }
        guard next == UInt8(ascii: ",") else { throw failure(.expectedCommaOrEnd) }
        offset += 1
        return true
    }

    // MARK: Values

    public mutating func readString() throws(JSONError) -> String {
        guard next == UInt8(ascii: "\"") else { throw failure(.wrongType) }
        let start = offset + 1
        let (end, hasEscapes) = try bytes.endOfString(from: start)
        offset = end + 1
        return try bytes.text(start..<end, hasEscapes: hasEscapes)
    }

    public mutating func readInteger() throws(JSONError) -> Int64 {
        guard case .integer(let value) = try readNumber(.integers) else {
            throw failure(.wrongType)
        }
        return value
    }

    mutating func readNumber(_ numbers: JSONNumbers) throws(JSONError) -> JSONValue {
        guard let next, next == UInt8(ascii: "-") || next.isDigit else {
            throw failure(.wrongType)
        }
        var reader = StrictReader(bytes: bytes, numbers: numbers, offset: offset)
        let value = try reader.number()
        offset = reader.offset
        return value
    }

    public mutating func readBool() throws(JSONError) -> Bool {
        if next == UInt8(ascii: "t") {
            try take("true")
            return true
        }
        guard next == UInt8(ascii: "f") else { throw failure(.wrongType) }
        try take("false")
        return false
    }

    mutating func take(_ word: StaticString) throws(JSONError) {
        guard bytes.holds(word, at: offset) else {
            throw failure(.expectedValue)
        }
        offset += word.utf8CodeUnitCount
    }
}
