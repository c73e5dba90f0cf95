import Testing

@Suite struct FormattingTests {
    @Test func `every Swift file is formatted as the project's configuration decides`() throws {
        let run = try Run(
            """
            swift format lint --strict --parallel --recursive --configuration .swift-format \
            Sources Tests Schema Package.swift
            """)
        #expect(run.exitCode == 0, "\(run.output)")
    }
}
