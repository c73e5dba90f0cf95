import CanonicalJSON
import Testing

/// The rules of RFC 8785, section 3.2, on examples of our own.
struct CanonicalFormTests {
    @Test(arguments: [
        // White space between tokens goes, inside strings it stays (3.2.1).
        (" { \"a\" :\t[ 1 ,\r\n 2 ] , \"b\" : \" x \" } ", #"{"a":[1,2],"b":" x "}"#),
        // Literals and empty containers (3.2.2.1).
        ("[null, true, false, {}, [], \"\"]", #"[null,true,false,{},[],""]"#),
        // Strings: the shortest escape and no needless one (3.2.2.2).
        (#""\u0008\u0009\u000a\u000C\u000D""#, #""\b\t\n\f\r""#),
        (#""\u0000\u0001\u001f\u001F\u0010\u000B""#, #""\u0000\u0001\u001f\u001f\u0010\u000b""#),
        (#""\u0022\u005c\/\u002f\u0041""#, #""\"\\//A""#),
        (#""\u007f\u0080\u00e9\u2028\u4e2d\uFEFF""#, "\"\u{7F}\u{80}é\u{2028}中\u{FEFF}\""),
        (#""\ud83d\uDE00\uDBFF\udfff""#, "\"😀\u{10FFFF}\""),
        // No Unicode normalization: one scalar and two stay what they are.
        (#"["\u00e9","e\u0301"]"#, "[\"\u{E9}\",\"e\u{301}\"]"),
        // Names by UTF-16 code units, not by bytes, letters or numbers (3.2.3).
        (
            #"{"é":1,"z":2,"a":3,"Z":4,"10":5,"9":6,"":7}"#,
            #"{"":7,"10":5,"9":6,"Z":4,"a":3,"z":2,"é":1}"#
        ),
        ("{\"\u{FB00}\":1,\"𝄞\":2,\"中\":3}", "{\"中\":3,\"𝄞\":2,\"\u{FB00}\":1}"),
        (
            "{\"x\u{E000}\":1,\"x\u{10FFFF}\":2,\"x\u{D7FF}\":3}",
            "{\"x\u{D7FF}\":3,\"x\u{10FFFF}\":2,\"x\u{E000}\":1}"
        ),
        (#"{"ab":1,"a":2,"a\u0000":3}"#, #"{"a":2,"a\u0000":3,"ab":1}"#),
        // Members of nested objects too; elements of arrays stay in place.
        (
            #"{"b":[{"d":1,"c":2},0],"a":{"f":1,"e":2}}"#,
            #"{"a":{"e":2,"f":1},"b":[{"c":2,"d":1},0]}"#
        ),
        ("-0", "0"),
    ])
    func `a text has one canonical form`(text: String, canonical: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(Array(value.canonicalText.utf8) == Array(canonical.utf8))
        #expect(try JSONValue(parsing: canonical) == value)
    }

    @Test func `values built in code have the canonical form too`() {
        let value: JSONValue = [
            "type": "filing.listed", "sequence": 17,
            "data": ["items": ["2.02", "9.01"], "amends": nil],
            "listed": true,
        ]
        let text = #"{"data":{"amends":null,"items":["2.02","9.01"]},"listed":true,"#
        #expect(value.canonicalText == text + #""sequence":17,"type":"filing.listed"}"#)
    }

    @Test func `writing appends`() {
        var bytes = Array("x".utf8)
        JSONValue.integer(-12).writeCanonical(into: &bytes)
        (["a": "b"] as JSONObject).writeCanonical(into: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == #"x-12{"a":"b"}"#)
    }

    @Test(arguments: [0, 7, 8, 9, 15, 16, 17, 31])
    func `an escape is found at every place of a string`(place: Int) throws {
        for special in ["\"", "\\", "\n", "\u{1F}"] {
            let text = String(repeating: "x", count: place) + special + "yé"
            let bytes = JSONValue.string(text).canonicalBytes
            #expect(try JSONValue(parsing: bytes) == .string(text))
        }
    }
}
