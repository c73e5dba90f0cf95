import CanonicalJSON
import Testing

struct JSONCursorTests {
    private func reading<T>(_ text: String, _ body: (inout JSONCursor) throws -> T) rethrows -> T {
        try Array(text.utf8).withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            return try body(&cursor)
        }
    }

    @Test func `an object is walked in order`() throws {
        let text = #"{"data":{"a":[1,"]}"]},"id":"x\ny","n":-12,"ok":true,"time":null,"z":[3,4]}"#
        try reading(text) { cursor in
            try cursor.enterObject()
            #expect(try cursor.nextMember() && cursor.nameEquals("data"))
            #expect(!cursor.nameEquals("dat") && !cursor.nameEquals("date"))
            #expect(try cursor.skipValue() == 8..<22)
            #expect(try cursor.nextMember() && cursor.nameEquals("id"))
            #expect(try cursor.readString() == "x\ny")
            #expect(try cursor.nextMember() && cursor.name() == "n")
            #expect(try cursor.readInteger() == -12)
            #expect(try cursor.nextMember())
            #expect(try cursor.readBool())
            #expect(try cursor.nextMember() && cursor.isAtNull)
            #expect(try cursor.readValue() == .null)
            #expect(try cursor.nextMember())
            try cursor.enterArray()
            #expect(try cursor.nextElement() && cursor.readInteger() == 3)
            #expect(try cursor.nextElement() && cursor.readValue() == 4)
            #expect(try !cursor.nextElement())
            #expect(try !cursor.nextMember())
            #expect(cursor.isAtEnd)
        }
    }

    @Test(arguments: [
        "\"\"", "\"a\\\"]\"", "0", "-17", "1.5e+30", "true", "null", "[]", "{}", "[[],[{}]]",
        "{\"}\":\"{[\"}",
    ])
    func `a skipped value ends where it ends`(value: String) throws {
        try reading("[\(value),7]") { cursor in
            try cursor.enterArray()
            #expect(try cursor.nextElement())
            #expect(try cursor.skipValue() == 1..<(1 + value.utf8.count))
            #expect(try cursor.nextElement())
            #expect(try cursor.readInteger() == 7)
        }
    }

    @Test func `a name with escapes is compared as a string`() throws {
        try reading(#"{"a\n":1,"é":2}"#) { cursor in
            try cursor.enterObject()
            #expect(try cursor.nextMember() && cursor.name() == "a\n")
            try cursor.skipValue()
            #expect(try cursor.nextMember() && cursor.nameEquals("é"))
        }
    }

    @Test(
        arguments: [
            ("", .unexpectedEnd), ("\"a", .unexpectedEnd), ("[1", .unexpectedEnd),
            ("{", .unexpectedEnd),
            ("{\"a\"", .unexpectedEnd), ("{\"a\":", .unexpectedEnd), ("tru", .expectedValue),
            ("[,1]", .wrongType), ("{,\"a\":1}", .expectedName), ("[1 ,2]", .expectedCommaOrEnd),
            ("{\"a\":1,}", .expectedName), ("{\"a\" :1}", .expectedColon), ("[1]x", .trailingText),
            (" 1", .wrongType), ("01", .leadingZero), ("-", .unexpectedEnd),
            ("1e999", .numberTooLarge),
            ("\"\\q\"", .invalidEscape), ("\"\\ud800\"", .loneSurrogate), ("\"\\", .unexpectedEnd),
            ("\"\u{1}\"", .controlCharacter), ("x", .wrongType), ("]", .wrongType),
        ] as [(String, JSONError.Reason)])
    func `bytes that are not JSON are refused`(text: String, reason: JSONError.Reason) {
        let bytes = Array(text.utf8)
        let error = #expect(throws: JSONError.self) {
            try bytes.withUnsafeBytes { try JSONValue(canonical: $0) }
        }
        #expect(error?.reason == reason)
    }

    @Test func `another type than asked for is refused and stays unread`() {
        reading("[1]") { cursor in
            #expect(throws: JSONError.self) { try cursor.readString() }
            #expect(throws: JSONError.self) { try cursor.readInteger() }
            #expect(throws: JSONError.self) { try cursor.readBool() }
            #expect(throws: JSONError.self) { try cursor.enterObject() }
            #expect(cursor.offset == 0)
        }
    }

    @Test func `nesting ends at 512`() {
        let deepest = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(throws: Never.self) { try reading(deepest) { try $0.readValue() } }
        #expect(throws: JSONError.self) { try reading("[\(deepest)]") { try $0.readValue() } }
        let endless = String(repeating: "{\"a\":", count: 1_000_000)
        #expect(throws: JSONError.self) { try reading(endless) { try $0.readValue() } }
        #expect(throws: JSONError.self) { try reading(endless) { try $0.skipValue() } }
    }
}
