/// Why a text was refused, and where.
public struct JSONError: Error, Equatable, Sendable {
    public let reason: Reason
    /// Bytes before the place, from 0.
    public let offset: Int
    /// From 1; lines end with a line feed.
    public let line: Int
    /// From 1, in Unicode scalars.
    public let column: Int

    /// - Parameters:
    ///   - offset: A place in the bytes, or their end.
    ///   - bytes: The whole text, for line and column.
    init(_ reason: Reason, at offset: Int, in bytes: UnsafeRawBufferPointer) {
        var (line, column) = (1, 1)
        for byte in bytes.prefix(offset) {
            if byte == 0x0A {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.reason = reason
        self.offset = offset
        self.line = line
        self.column = column
    }

    public enum Reason: Equatable, Sendable {
        case emptyText
        case byteOrderMark
        case invalidUTF8
        /// The text stops inside a value.
        case unexpectedEnd
        case expectedValue
        case expectedName
        case expectedColon
        case expectedCommaOrEnd
        case trailingComma
        case trailingText
        case duplicateName(String)
        /// U+0000…U+001F stands in a string as itself.
        case controlCharacter
        case invalidEscape
        case loneSurrogate
        case leadingZero
        case malformedNumber
        /// A fraction or an exponent where only integers are accepted.
        case notAnInteger
        /// Beyond ±(2^53−1) where only integers are accepted.
        case integerTooLarge
        /// Not finite as a double.
        case numberTooLarge
        case tooDeep
        /// The value is well formed and of another kind than the cursor's caller asked for.
        case wrongType
    }
}

extension JSONError: CustomStringConvertible {
    /// One sentence: `line 2, column 7: the name "form" occurs twice in one object`.
    public var description: String { "line \(line), column \(column): \(reason.sentence)" }
}

extension JSONError.Reason {
    fileprivate var sentence: String {
        switch self {
        case .emptyText: "the text is empty where a JSON value is expected"
        case .byteOrderMark: "the text begins with a byte order mark, which JSON does not allow"
        case .invalidUTF8: "these bytes are not valid UTF-8"
        case .unexpectedEnd: "the text ends in the middle of a value"
        case .expectedValue: "a JSON value is expected here"
        case .expectedName: "a name in double quotes is expected here"
        case .expectedColon: "a colon is expected after the name"
        case .expectedCommaOrEnd: "a comma or the end of the array or object is expected here"
        case .trailingComma: "a comma stands before the end of the array or object"
        case .trailingText: "the text goes on after the end of its value"
        case .duplicateName(let name): "the name \"\(name)\" occurs twice in one object"
        case .controlCharacter: "a control character stands in a string without an escape"
        case .invalidEscape: "this is not an escape that JSON knows"
        case .loneSurrogate: "half of a surrogate pair stands without the other half"
        case .leadingZero: "a number begins with a superfluous zero"
        case .malformedNumber: "a digit is missing in a number"
        case .notAnInteger: "a number has a fraction or an exponent where an integer is expected"
        case .integerTooLarge: "an integer is beyond ±9007199254740991; write it as a string"
        case .numberTooLarge: "a number is too large for a double"
        case .tooDeep: "arrays and objects are nested more than 512 deep"
        case .wrongType: "the value is of another type than expected"
        }
    }
}
