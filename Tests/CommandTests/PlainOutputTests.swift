import Testing

/// What a program that reads a pipe may rely on.
@Suite struct PlainOutputTests {
    private static let questions = [
        ["timeline", "innotron"], ["timeline", "apple"], ["timeline", "cxmt", "--dates", "edtf"],
        ["log"], ["filings", "aapl"], ["find", "a"], ["show", "F10"], ["doctor"],
        ["milestones", "innotron"], ["conflicts"], ["graph", "innotron"],
    ]

    @Test func `piped output has no escape codes, and without colour it has the same words`()
        async throws
    {
        try await withSampleLedger { ledger in
            // A run's age is a part of what doctor says.
            let clock = ["ANNALS_NOW": "2999-01-01T00:00:00Z"]
            for question in Self.questions {
                let plain = try await ledger.run(question, environment: clock)
                #expect(plain.status == 0, plain.story)
                #expect(!plain.outputBytes.contains(0x1B), "\(question)")
                #expect(!plain.errors.utf8.contains(0x1B), "\(question)")
                let without = try await ledger.run(
                    question, environment: clock.merging(["NO_COLOR": "1"]) { $1 })
                #expect(without.outputBytes == plain.outputBytes, "\(question)")
                let option = try await ledger.run(
                    question + ["--no-color", "--no-pager"], environment: clock)
                #expect(option.outputBytes == plain.outputBytes, "\(question)")
            }
        }
    }

    @Test func `ascii tables and drawings are 7-bit, and doubt stays marked`() async throws {
        try await withSampleLedger { ledger in
            for question in Self.questions {
                for options in [[], ["--expanded"]] {
                    let run = try await ledger.run(
                        question + ["--ascii", "--format", "table"] + options)
                    #expect(run.status == 0, run.story)
                    #expect(run.outputBytes.allSatisfy { $0 < 0x80 }, "\(question) \(options)")
                }
            }
            let drawing = try await ledger.annals("timeline", "innotron", "--ascii").output
            for mark in ["[Jun]y", "by 29 Jun", "signed", "planned"] {
                #expect(drawing.contains(mark), "\(mark)")
            }
        }
    }

    @Test func `a piped timeline fits 80 columns`() async throws {
        try await withSampleLedger { ledger in
            for company in ["innotron", "cxmt", "gigadevice", "aapl"] {
                for options in [[], ["--ascii"], ["--dates", "edtf"], ["--as-of", "2024-07-15"]] {
                    let run = try await ledger.run(["timeline", company] + options)
                    let wide = run.lines.filter { columns(of: $0) > 80 }
                    #expect(wide.isEmpty, "\(company) \(options) \(wide)")
                }
            }
        }
    }

    @Test func `COLUMNS sets the width where it is one, and expanded is for people`() async throws {
        try await withSampleLedger { ledger in
            let plain = try await ledger.annals("timeline", "innotron")
            for columns in ["0", "-5", "wide", "80"] {
                let run = try await ledger.run(
                    ["timeline", "innotron"], environment: ["COLUMNS": columns])
                #expect(run.output == plain.output, "COLUMNS=\(columns)")
            }
            let narrow = try await ledger.run(
                ["timeline", "innotron"], environment: ["COLUMNS": "60"])
            #expect(narrow.lines.allSatisfy { columns(of: $0) <= 60 }, narrow.story)
            for question in [["timeline", "innotron"], ["log"], ["filings", "aapl"]] {
                let run = try await ledger.run(question + ["--expanded"])
                #expect(run.output.contains("[ 1 ]"), run.story)
            }
        }
    }

    /// Cells of a terminal: two for Chinese, one for all else that these histories hold.
    private func columns(of line: Substring) -> Int {
        line.unicodeScalars.reduce(0) { width, scalar in
            width + ((0x2E80...0xFFE6).contains(scalar.value) ? 2 : 1)
        }
    }

    @Test func `a reader that stops early ends the command quietly`() async throws {
        try await withSampleLedger { ledger in
            let shell = "'\(Programs.annals.path)' log --format jsonl | head -n 1"
            let run = try await Shell.run(
                "set -o pipefail; \(shell)", environment: ["ANNALS_DATABASE_URL": ledger.url])
            #expect(run.output.split(separator: "\n").count == 1)
            #expect(run.errors.isEmpty, "\(run.errors)")
        }
    }
}
