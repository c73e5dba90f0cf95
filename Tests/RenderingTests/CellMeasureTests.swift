import Glibc
import Testing

@testable import Rendering

struct CellMeasureTests {
    /// Expected by hand from UAX #11 and UTS #51, and checked with Python's `wcwidth` 0.7.
    @Test(arguments: [
        ("", 0), ("abc", 3), ("Innotron 睿力集成", 17), ("长鑫存储", 8), ("ＡＢＣ", 6), ("ｶﾅ", 2),
        ("e\u{301}", 1), ("한국", 4), ("\u{1112}\u{1161}\u{11ab}", 2), ("é", 1), ("€ 5", 3),
        ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("❤️", 2), ("#️⃣", 1), ("×", 1), ("●", 1),
        ("\u{200b}", 0), ("\u{ad}", 1), ("ไม่", 2), ("שָׁלוֹם", 4), ("𠀀", 2), ("（）", 4),
    ])
    func `a text takes the cells that Unicode says`(text: String, cells: Int) {
        #expect(CellMeasure().width(of: text) == cells)
    }

    @Test(arguments: [("●", 2), ("…", 2), ("α", 2), ("├┤", 4), ("╌", 1), ("◌", 1), ("a", 1)])
    func `ambiguous characters take two cells when asked for`(text: String, cells: Int) {
        #expect(CellMeasure(ambiguousWide: true).width(of: text) == cells)
    }

    /// The C library decides for itself; where it does not know a character it says -1.
    @Test func `scalars take the cells that the C library gives them`() throws {
        let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
        let previous = uselocale(locale)
        defer {
            uselocale(previous)
            freelocale(locale)
        }
        // Glibc's module map hides it behind _XOPEN_SOURCE.
        let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "wcwidth"))
        let wcwidth = unsafeBitCast(
            symbol, to: (@convention(c) (wchar_t) -> CInt).self)
        let measure = CellMeasure()
        var different: [String] = []
        var compared = 0
        for range in [0x20...0x33FF, 0x3400...0xD7FF, 0xF900...0xFFFD, 0x1F000...0x1FAFF] {
            for code in range {
                guard let scalar = Unicode.Scalar(UInt32(code)) else { continue }
                let expected = wcwidth(wchar_t(code))
                guard expected >= 0, isComparable(scalar) else { continue }
                compared += 1
                if measure.width(of: scalar) != Int(expected) {
                    different.append("\(String(code, radix: 16)): \(expected)")
                }
            }
        }
        #expect(different.isEmpty)
        #expect(compared > 50_000)
    }

    /// Unicode versions differ in symbols that became emoji or wide, format characters are drawn in
    /// different ways, and the C library calls some circled numbers wide that Unicode does not.
    private func isComparable(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        if properties.generalCategory == .format || properties.generalCategory == .unassigned {
            return false
        }
        if let age = properties.age, age.major > 14 { return false }
        switch scalar.value {
        case 0x2028...0x202E, 0x3248...0x324F, 0x2630...0x2637, 0x268A...0x268F, 0x4DC0...0x4DFF,
            0x1F900...0x1F9FF,
            0x1FA70...0x1FAFF:
            return false
        default: return true
        }
    }

    @Test func `padding counts cells and leaves wider texts alone`() {
        let measure = CellMeasure()
        #expect(measure.padded("睿力", to: 6) == "睿力  ")
        #expect(measure.padded("7", to: 3, .trailing) == "  7")
        #expect(measure.padded("长鑫存储", to: 3) == "长鑫存储")
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("睿力集成", 8, "睿力集成"),
        ("睿力集成", 7, "睿力集…"), ("睿力集成", 6, "睿力…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ("👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…"), ("abc", 1, "…"), ("abc", 0, ""), ("", 0, ""),
    ])
    func `truncating keeps graphemes whole and says that something is missing`(
        text: String, width: Int, expected: String
    ) {
        #expect(CellMeasure().truncated(text, to: width) == expected)
    }
}
