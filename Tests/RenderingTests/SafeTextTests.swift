import Testing

@testable import Rendering

struct SafeTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("睿力", "睿力"), ("a\u{1b}[31mred", #"a\x1b[31mred"#),
        ("tab\tline\nreturn\r", #"tab\tline\nreturn\r"#), ("\u{7f}\u{9b}31m", #"\x7f\x9b31m"#),
        ("\u{0}", #"\x00"#), ("\u{202e}txt.exe", #"\u{202e}txt.exe"#),
        ("\u{2066}\u{2069}", #"\u{2066}\u{2069}"#), ("\u{2028}", #"\u{2028}"#),
        ("\u{feff}", #"\u{feff}"#), ("\u{e0041}", #"\u{e0041}"#), ("a\\b", #"a\b"#),
        ("क\u{200d}ष", "क\u{200d}ष"), ("\r\n", #"\r\n"#),
    ])
    func `what would act is shown`(text: String, shown: String) {
        #expect(SafeText.visible(text) == shown)
    }

    @Test(arguments: [
        ("≥ CNY 17.1bn", ">= CNY 17.1bn"), ("“x” – y…", "\"x\" - y..."), ("长", #"\u{957f}"#),
        ("é", #"\xe9"#), ("\u{1b}", #"\x1b"#), ("plain", "plain"),
    ])
    func `an ASCII terminal gets 7-bit text`(text: String, shown: String) {
        #expect(SafeText.ascii(text) == shown)
    }

    @Test func `no scalar that acts is left in any of them`() {
        let all = (0...0x10FFFF).compactMap { Unicode.Scalar(UInt32($0)) }.filter(SafeText.acts)
        var text = ""
        text.unicodeScalars.append(contentsOf: all)
        #expect(all.count == 65 + 7 + 4 + 1 + 3 + 128)
        for safe in [SafeText.visible(text), SafeText.reversible(text), SafeText.ascii(text)] {
            #expect(!safe.unicodeScalars.contains(where: SafeText.acts))
        }
    }
}
