import Testing

@Suite struct ConsoleBlockTests {
    @Test func `a block is commands, each with its output`() {
        let blocks = ConsoleBlock.blocks(
            in: """
                Text
                ```console
                $ one
                a

                b
                $ two \\
                    more
                $ three
                …
                ```
                ```swift
                $ not this
                ```
                ```console no-run
                $ four
                ```
                """)
        #expect(blocks.map(\.isNotRun) == [false, true])
        #expect(
            blocks.first?.steps == [
                .init(command: "one", output: "a\n\nb", line: 3),
                .init(command: "two \\\n    more", output: "", line: 7),
                .init(command: "three", output: "…", line: 9),
            ])
        #expect(blocks.last?.steps.map(\.command) == ["four"])
    }

    @Test func `output before the first command is a step without a command`() {
        let blocks = ConsoleBlock.blocks(in: "```console\nlost\n```\n```console\n```")
        #expect(blocks.map { $0.steps.map(\.command) } == [[""], []])
    }

    @Test(
        arguments: [
            ("", "", true),
            ("", "\n \n", true),
            ("a", "a", true),
            ("a", "a   \n\n", true),
            ("a", "b", false),
            ("a", "a\nb", false),
            ("a\nb", "a", false),
            ("a\n\nb", "a\nb", false),
            ("…", "", true),
            ("…", "a\nb", true),
            ("a\n…\nz", "a\nz", true),
            ("a\n…\nz", "a\nb\nz\nc\nz", true),
            ("a\n…\nz", "a\nb", false),
            ("took … s", "took 0.31 s", true),
            ("took … s", "took 0.31 min", false),
            ("took … s", "took 1 s\n", true),
            ("…a…b…", "xxaybaz", true),
            ("…a…b", "xxay", false),
            ("a…", "a ", true),
            ("公司 … 年", "公司 2026 年", true),
        ] as [(String, String, Bool)])
    func `an ellipsis stands for any text, alone for any lines`(
        pattern: String, output: String, matches: Bool
    ) {
        #expect(OutputPattern(pattern).matches(output) == matches)
    }
}
