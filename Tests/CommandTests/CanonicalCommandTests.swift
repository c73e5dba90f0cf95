import Testing

@Suite struct CanonicalCommandTests {
    @Test(
        arguments: [
            (#"{"b":1,"a":[true,null,"\u00e9\/"]}"#, #"{"a":[true,null,"é/"],"b":1}"#),
            ("[1.0, 1e21, -0, 1E-7, 333333333.33333329]", "[1,1e+21,0,1e-7,333333333.3333333]"),
            (" \"x\" ", "\"x\""), ("{}", "{}"),
            (#"{"\ud83d\ude00":1,"\ufb33":2}"#, "{\"😀\":1,\"\u{FB33}\":2}"),
        ])
    func `the canonical bytes come out and nothing else`(text: String, canonical: String)
        async throws
    {
        let run = try await annals("canonical", "-", input: Array(text.utf8))
        #expect(run.status == 0, run.story)
        #expect(run.outputBytes == Array(canonical.utf8))
        #expect(run.errors.isEmpty)
    }

    @Test func `what must be refused is bad input and prints nothing`() async throws {
        let refused: [[UInt8]] =
            [
                #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, #"["\ud800"]"#, #"["\udc00\ud800"]"#,
                "[1e999]",
                "[01]", "[1,]", "{\"a\":}", "", " ", "[1] 2", "nul", "[\"\u{1}\"]", "[NaN]",
                "{a:1}",
                String(repeating: "[", count: 100_000),
            ].map { Array($0.utf8) } + [
                [0x22, 0xFF, 0x22], [0xEF, 0xBB, 0xBF, 0x31], [0x22, 0xED, 0xA0, 0x80, 0x22],
            ]
        for bytes in refused {
            let run = try await annals("canonical", "-", input: bytes)
            #expect(run.status == 65, "\(String(decoding: bytes.prefix(40), as: UTF8.self))")
            #expect(run.outputBytes.isEmpty)
            #expect(run.errors.split(separator: "\n").count == 1, run.story)
        }
    }
}
