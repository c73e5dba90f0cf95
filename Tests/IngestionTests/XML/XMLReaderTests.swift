import Testing

@testable import Ingestion

struct XMLReaderTests {
    /// Writes down what it is told.
    private final class Notes: XMLHandler {
        var lines: [String] = []
        var text = ""

        func begin(_ name: String, attributes: [String: String]) {
            let list = attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
            lines.append("<\(name)\(list.joined())>")
        }

        func text(_ text: String) { self.text += text }
        func end(_ name: String) { lines.append("</\(name)>") }
    }

    private static func notes(_ bytes: [UInt8]) throws -> Notes {
        let notes = Notes()
        try XMLReader.read(bytes, to: notes)
        return notes
    }

    @Test func `elements come with their attributes`() throws {
        let notes = try Self.notes(
            Array("<a>\n<b x='1&amp;2' w=\"&#x4E00;\"/>\n<c:d>t</c:d></a>".utf8))
        #expect(
            notes.lines == ["<a>", "<b w=一 x=1&2>", "</b>", "<c:d>", "</c:d>", "</a>"])
    }

    @Test(
        arguments: [
            ("<a>1 &lt; 2 &#233;</a>", "1 < 2 é"),
            ("<a><![CDATA[<b> & ]]>c</a>", "<b> & c"),
            ("<a>x<!-- y --><?z?>w</a>", "xw"),
            ("\u{FEFF}<a>µ</a>", "µ"),
            ("<!DOCTYPE a><a>x</a>", "x"),
        ] as [(String, String)])
    func `text comes with its references resolved`(xml: String, text: String) throws {
        #expect(try Self.notes(Array(xml.utf8)).text == text)
    }

    @Test(
        arguments: [
            ("ISO-8859-1", [0xE9, 0xA0], "é\u{A0}"),
            ("windows-1252", [0x80, 0x93, 0xE9], "€“é"),
            ("ISO-8859-2", [0xB1], "ą"),
            ("KOI8-R", [0xC1], "а"),
            ("UTF-8", [0xC3, 0xA9], "é"),
        ] as [(String, [UInt8], String)])
    func `the declared encoding is read`(name: String, bytes: [UInt8], text: String) throws {
        let start = Array("<?xml version=\"1.0\" encoding=\"\(name)\"?><a>".utf8)
        #expect(try Self.notes(start + bytes + Array("</a>".utf8)).text == text)
    }

    @Test func `UTF-16 is read by its mark`() throws {
        let units = Array("\u{FEFF}<a>é一</a>".utf16)
        let bytes = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try Self.notes(bytes).text == "é一")
    }

    @Test(
        arguments: [
            ("<a>\n<b>\n</a>", "line 3: mismatched tag"),
            ("<a>\n<b>", "line 2: no element found"),
            ("<a>\n<b", "line 2: unclosed token"),
            ("", "line 1: no element found"),
            ("plain", "line 1: syntax error"),
            ("<a></a>\n<a></a>", "line 2: junk after document element"),
            ("<a>&nbsp;</a>", "line 1: undefined entity"),
            ("<a>\u{1}</a>", "line 1: not well-formed (invalid token)"),
            ("<?xml version='1.0' encoding='GB18030'?><a/>", "line 1: unknown encoding"),
            ("<?xml version='1.0' encoding='no-such'?><a/>", "line 1: unknown encoding"),
        ] as [(String, String)])
    func `what is no XML is refused with its line`(xml: String, message: String) {
        #expect {
            try Self.notes(Array(xml.utf8))
        } throws: { error in
            (error as? XMLError)?.description == message
        }
    }

    @Test(arguments: [
        "<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;'>",
        "<!ENTITY x SYSTEM 'file:///etc/hostname'>",
        "<!ENTITY % p 'x'>",
    ])
    func `a document that declares entities is refused, whatever they hold`(
        declarations: String
    ) {
        let notes = Notes()
        let xml = "<!DOCTYPE a [\(declarations)]>\n<a>&lol2;&x;</a>"
        #expect {
            try XMLReader.read(Array(xml.utf8), to: notes)
        } throws: { error in
            (error as? XMLError)?.reason.hasPrefix("declares the entity ") == true
        }
        #expect(notes.lines == [])
    }

    @Test func `an entity that is declared elsewhere is refused and not left out`() {
        #expect {
            try Self.notes(Array("<!DOCTYPE a SYSTEM 'a.dtd'>\n<a>x&co;y</a>".utf8))
        } throws: { error in
            (error as? XMLError)
                == XMLError(line: 2, reason: "uses the entity co, which is declared elsewhere")
        }
    }

    @Test(arguments: [1, 2, 3, 7])
    func `bytes may come in parts that end anywhere`(size: Int) throws {
        let bytes = Array("<?xml version='1.0'?><a b='é'>一&amp;é<c/></a>".utf8)
        let notes = Notes()
        let reader = try XMLReader(notes)
        for start in stride(from: 0, to: bytes.count, by: size) {
            try reader.read(bytes[start..<min(start + size, bytes.count)], isLast: false)
        }
        try reader.read([], isLast: true)
        #expect(notes.text == "一&é")
        #expect(notes.lines == ["<a b=é>", "<c>", "</c>", "</a>"])
    }

    @Test func `a document longer than one chunk is read whole`() throws {
        let text = String(repeating: "0123456789abcdef", count: 1 << 17)
        let notes = try Self.notes(Array("<a>\(text)</a>".utf8))
        #expect(notes.text.utf8.count == 1 << 21)
        #expect(notes.lines.last == "</a>")
    }
}
