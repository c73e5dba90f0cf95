import CanonicalJSON
import Testing

/// Every refusal of the strict reader, with its place.
struct RefusalTests {
    typealias Reason = JSONError.Reason

    static let texts: [(String, Reason, Int)] = [
        ("", .emptyText, 0), (" \n\t\r", .emptyText, 4), ("\u{FEFF}{}", .byteOrderMark, 0),
        ("{", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2), ("{\"a\"", .unexpectedEnd, 4),
        ("{\"a\":", .unexpectedEnd, 5), ("{\"a\":1,", .unexpectedEnd, 7),
        ("[1,", .unexpectedEnd, 3),
        ("\"abc", .unexpectedEnd, 4), ("\"abc\\", .unexpectedEnd, 5),
        ("\"abc\\\"", .unexpectedEnd, 6),
        ("-", .unexpectedEnd, 1), ("]", .expectedValue, 0), ("[,1]", .expectedValue, 1),
        ("[1,,2]", .expectedValue, 3), ("{\"a\":}", .expectedValue, 5), ("NaN", .expectedValue, 0),
        ("Infinity", .expectedValue, 0), ("nul", .expectedValue, 0), ("True", .expectedValue, 0),
        ("tru]", .expectedValue, 0), ("'a'", .expectedValue, 0), ("+1", .expectedValue, 0),
        (".5", .expectedValue, 0), ("[\u{A0}1]", .expectedValue, 1), ("/**/1", .expectedValue, 0),
        ("{a:1}", .expectedName, 1), ("{1:1}", .expectedName, 1),
        ("{\"a\":1,b:2}", .expectedName, 7),
        ("{,}", .expectedName, 1), ("{\"a\" 1}", .expectedColon, 5), ("{\"a\"}", .expectedColon, 4),
        ("[1 2]", .expectedCommaOrEnd, 3), ("[1}", .expectedCommaOrEnd, 2),
        ("{\"a\":1]", .expectedCommaOrEnd, 6), ("[1;2]", .expectedCommaOrEnd, 2),
        ("[1,]", .trailingComma, 2), ("{\"a\":1 , }", .trailingComma, 7), ("1 2", .trailingText, 2),
        ("{}x", .trailingText, 2), ("[]]", .trailingText, 2), ("nullx", .trailingText, 4),
        ("1\u{0}", .trailingText, 1),
        ("{\"a\":1,\"a\":2}", .duplicateName("a"), 7),
        ("{\"b\":0,\"a\":1,\"c\":0,\"\\u0061\":1}", .duplicateName("a"), 19),
        ("{\"é\":1,\"\\u00e9\":2}", .duplicateName("é"), 8),
        ("{\"\":1,\"\":1}", .duplicateName(""), 6),
        ("[{\"x\":{\"y\":1,\"y\":1}}]", .duplicateName("y"), 13),
        ("\"a\u{0}b\"", .controlCharacter, 2), ("\"\n\"", .controlCharacter, 1),
        ("\"12345678\t\"", .controlCharacter, 9), ("{\"\u{1F}\":1}", .controlCharacter, 2),
        (#""\a""#, .invalidEscape, 1), (#""\x41""#, .invalidEscape, 1),
        (#""\'""#, .invalidEscape, 1),
        (#""\U0041""#, .invalidEscape, 1), (#""\u12""#, .invalidEscape, 1),
        (#""\u12g4""#, .invalidEscape, 1), (#""\u+123""#, .invalidEscape, 1),
        (#""\u00é9""#, .invalidEscape, 1), (#""\ud800""#, .loneSurrogate, 1),
        (#""x\udc00""#, .loneSurrogate, 2), (#""\ud800\u0041""#, .loneSurrogate, 1),
        (#""\ud800\ud800""#, .loneSurrogate, 1), (#""\ud83d😀""#, .loneSurrogate, 1),
        (#""\ud800\n""#, .loneSurrogate, 1), (#""\ude00\ud83d""#, .loneSurrogate, 1),
        (#"{"\ud800":1}"#, .loneSurrogate, 2), ("00", .leadingZero, 0), ("[-012]", .leadingZero, 2),
        ("01.5", .leadingZero, 0), ("-x", .malformedNumber, 1), ("[1.]", .malformedNumber, 3),
        ("[1e]", .malformedNumber, 3), ("[1e+]", .malformedNumber, 4),
        ("[-.5]", .malformedNumber, 2),
        ("--1", .malformedNumber, 1), ("0x10", .trailingText, 1), ("1e5x", .notAnInteger, 0),
        ("1.5", .notAnInteger, 0), ("[1.0]", .notAnInteger, 1), ("1e2", .notAnInteger, 0),
        ("1E400", .notAnInteger, 0), ("[9007199254740992]", .integerTooLarge, 1),
        ("-9007199254740992", .integerTooLarge, 0), ("18446744073709551616", .integerTooLarge, 0),
    ]

    @Test(arguments: texts)
    func `a faulty text is refused with the place of its fault`(
        text: String, reason: Reason, offset: Int
    ) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.reason == reason)
        #expect(error?.offset == offset)
    }

    @Test(
        arguments: [
            ([0x22, 0x80, 0x22], 1), ([0x22, 0xC3, 0x22], 1), ([0x22, 0xC0, 0xAF, 0x22], 1),
            ([0x22, 0xC1, 0xBF, 0x22], 1), ([0x22, 0xE0, 0x80, 0xAF, 0x22], 1),
            ([0x22, 0xF0, 0x80, 0x80, 0xAF, 0x22], 1), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
            ([0x22, 0xED, 0xB0, 0x80, 0x22], 1), ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1),
            ([0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], 1), ([0x22, 0x61, 0xFF, 0x22], 2),
            ([0x22, 0xE4, 0xB8, 0x22], 1), ([0x31, 0xFE], 1), ([0xFF, 0xFE, 0x31, 0x00], 0),
        ] as [([UInt8], Int)])
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8], offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
        #expect(error?.reason == .invalidUTF8)
        #expect(error?.offset == offset)
    }

    @Test(arguments: ["1e400", "[-1e309]", "17976931348623159e292"])
    func `a number that is not finite is refused`(text: String) {
        let error = #expect(throws: JSONError.self) {
            try JSONValue(parsing: text, numbers: .ecmaScript)
        }
        #expect(error?.reason == .numberTooLarge)
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")])
    func `nesting ends at 512`(open: String, close: String) throws {
        let levels = 512 / (open.count == 6 ? 2 : 1)
        func nested(_ count: Int) -> String {
            String(repeating: open, count: count) + "1" + String(repeating: close, count: count)
        }
        let deepest = try JSONValue(parsing: nested(levels))
        #expect(deepest.canonicalText == nested(levels))
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: nested(levels + 1)) }
        #expect(error?.reason == .tooDeep)
        let endless = String(repeating: open, count: 1_000_000)
        #expect(throws: JSONError.self) { try JSONValue(parsing: endless) }
    }

    @Test func `an error says line and column in one sentence`() throws {
        let text = "{\n  \"Société\": 1,\n  \"名称\": 2, \"名称\": 3\n}"
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error.line == 3)
        #expect(error.column == 12)
        #expect("\(error)" == "line 3, column 12: the name \"名称\" occurs twice in one object")
    }
}
