import CanonicalJSON
import Testing

struct SeekingTests {
    private func reading<T>(_ text: String, _ body: (inout JSONCursor) throws -> T) rethrows -> T {
        try Array(text.utf8).withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            return try body(&cursor)
        }
    }

    @Test func `members are found past others, absent ones are not`() throws {
        let text = #"{"a":1,"b":{"a":2,"c":"}"},"bb":[{"c":0}],"c":"x","é":null}"#
        try reading(text) { cursor in
            try cursor.enterObject()
            #expect(try !cursor.seekMember("A"))
            #expect(try cursor.seekMember("b"))
            try cursor.enterObject()
            #expect(try !cursor.seekMember("b"))
            #expect(try cursor.seekMember("c") && cursor.readString() == "}")
            #expect(try !cursor.seekMember("d"))
            try cursor.leaveObject()
            #expect(try !cursor.seekMember("ba"))
            #expect(try cursor.seekMember("c") && cursor.readString() == "x")
            #expect(try !cursor.seekMember("d"))
            try cursor.leaveObject()
            #expect(cursor.isAtEnd)
        }
    }

    @Test(arguments: ["{}", #"{"a":1}"#, #"{"ab":1,"b":"{","c":[]}"#])
    func `an object is left whatever was asked`(text: String) throws {
        try reading("[\(text)]") { cursor in
            try cursor.enterArray()
            #expect(try cursor.nextElement())
            try cursor.enterObject()
            #expect(try !cursor.seekMember("aa"))
            try cursor.leaveObject()
            #expect(try !cursor.nextElement())
            #expect(cursor.isAtEnd)
        }
    }

    @Test(arguments: ["", "{", #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a" 1}"#, #"{"a":1,}"#])
    func `broken text throws and never traps`(text: String) {
        #expect(throws: JSONError.self) {
            try reading(text) { cursor in
                try cursor.enterObject()
                if try cursor.seekMember("a") { _ = try cursor.readInteger() }
                _ = try cursor.seekMember("b")
                try cursor.leaveObject()
            }
        }
    }

    @Test func `a plain string has no escapes`() throws {
        try reading(#"["é","\n"]"#) { cursor in
            try cursor.enterArray()
            #expect(try cursor.nextElement())
            #expect(try Array(cursor.readPlainString()) == Array("é".utf8))
            #expect(try cursor.nextElement())
            #expect(throws: JSONError.self) { try cursor.readPlainString() }
        }
    }

    @Test func `only a null is taken as one`() throws {
        try reading("[null,1]") { cursor in
            try cursor.enterArray()
            #expect(try cursor.nextElement() && cursor.takeNull())
            #expect(try cursor.nextElement() && !cursor.takeNull())
        }
    }
}
