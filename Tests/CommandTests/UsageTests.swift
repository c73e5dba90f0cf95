import Testing

/// What is misused, and what the sentence about it says.
@Suite struct UsageTests {
    /// A command line, its exit code, and words of the sentence on standard error.
    private static let refusals: [(line: [String], status: Int32, words: [String])] = [
        (["timeline"], 64, ["company"]),
        (["timeline", "inotron"], 64, ["inotron", "Did you mean innotron?"]),
        (["timeline", "zzzzzzzzzz"], 64, ["No company", "annals find"]),
        (["filings", "Aple Inc."], 64, ["Did you mean"]),
        (["log", "inotron"], 64, ["Did you mean innotron?"]),
        (["timeline", "x"], 64, ["names", "companies", "cxmt", "changxin-technology-group"]),
        (["show", "F9999"], 64, ["F9999", "annals find"]),
        (["show", "999999"], 64, ["999999"]),
        (["show", "0"], 64, ["0"]),
        (["timeline", "innotron", "--from", "2024-02-30"], 64, ["--from", "2024-02-30"]),
        (["timeline", "innotron", "--to", "soon"], 64, ["--to", "soon"]),
        (
            ["timeline", "innotron", "--from", "2025-01-01", "--to", "2024-01-01"], 64,
            ["--from", "--to", "after"]
        ),
        (["timeline", "innotron", "--as-of", "2024-13-01"], 64, ["--as-of", "2024-13-01"]),
        (["timeline", "innotron", "--recorded-by", "noon"], 64, ["--recorded-by", "noon"]),
        (["timeline", "innotron", "--as-of", "2999-01-01"], 64, ["--as-of", "future"]),
        (["graph", "innotron", "--recorded-by", "2999-01-01"], 64, ["--recorded-by", "future"]),
        (["timeline", "innotron", "--at-position", "99999"], 64, ["--at-position", "99999"]),
        (["timeline", "innotron", "--at-position", "-1"], 64, ["--at-position"]),
        (["timeline", "innotron", "--at-position", "x"], 64, ["--at-position"]),
        (["timeline", "innotron", "--now", "later"], 64, ["--now", "later"]),
        (["timeline", "innotron", "--kind", "fundng"], 64, ["fundng", "Did you mean funding?"]),
        (["timeline", "innotron", "--format", "xml"], 64, ["xml", "jsonl"]),
        (["log", "--after", "-1"], 64, ["--after"]),
        (["log", "--limit", "-1"], 64, ["--limit"]),
        (["find", ""], 64, ["nothing to look for"]),
        (["rebuild"], 64, ["--all", "timeline"]),
        (["rebuild", "timeline", "--all"], 64, ["--all"]),
        (["rebuild", "timelin"], 64, ["timelin", "Did you mean timeline?"]),
        (["rebuild", "--all", "--workers", "0"], 64, ["--workers"]),
        (["rebuild", "--all", "--dry-run", "--no-swap"], 64, ["--dry-run", "--no-swap"]),
        (["rebuild", "--all", "--revert", "--dry-run"], 64, ["--revert"]),
        (["rebuild", "runs", "--revert"], 64, ["former", "runs"]),
        (["ingest", "edgar-latest"], 64, ["ANNALS_USER_AGENT", "--user-agent"]),
        (
            ["ingest", "edgar-latest", "--user-agent", "nobody"], 64,
            ["nobody", "e-mail address"]
        ),
        (
            ["ingest", "edgar-index", "--user-agent", "A a@example.org"], 64,
            ["edgar-index", "--day"]
        ),
        (
            ["ingest", "cloudevents", "--user-agent", "A a@example.org"], 64, ["--file", "--url"]
        ),
        (["ingest", "csv", "--file", "/nowhere"], 64, ["--mapping"]),
        (
            ["ingest", "edgar-index", "--quarter", "2020-Q7", "--user-agent", "A a@example.org"],
            64, ["2020-Q7", "2020-Q1"]
        ),
        (
            ["ingest", "edgar-index", "--since", "2020-02-01", "--until", "2020-01-01"]
                + ["--user-agent", "A a@example.org"], 64, ["--since", "--until"]
        ),
        (
            ["ingest", "edgar-submissions", "--watch", "/nowhere", "--user-agent"]
                + ["A a@example.org"], 65, ["/nowhere"]
        ),
        (["ingest", "edgar", "--file", "/nowhere"], 64, ["edgar", "edgar-submissions"]),
        (["ingest", "edgar-submissions", "--file", "/nowhere"], 65, ["/nowhere"]),
        (["record", "/nowhere.yaml"], 65, ["/nowhere.yaml"]),
        (["record", "/"], 65, ["/"]),
        (["canonical", "/nowhere.json"], 65, ["/nowhere.json"]),
        (["date", "FY26 Q3", "--fiscal-year-end", "13"], 64, ["--fiscal-year-end"]),
        (["date", "in March", "--published", "soon"], 64, ["--published", "soon"]),
        (["frobnicate"], 64, ["frobnicate"]),
        (["server", "restart"], 64, ["restart"]),
    ]

    @Test func `what is misused is refused with a sentence and nothing on standard output`()
        async throws
    {
        try await withSampleLedger { ledger in
            for refusal in Self.refusals {
                let run = try await ledger.run(refusal.line)
                #expect(run.status == refusal.status, run.story)
                #expect(run.output.isEmpty, "\(refusal.line)")
                for word in refusal.words {
                    #expect(run.errors.contains(word), "\(refusal.line): \(run.errors)")
                }
                #expect(!run.errors.contains("Error Domain"), "\(run.errors)")
            }
        }
    }

    @Test func `what a terminal would act on is shown instead, also in errors`() async throws {
        try await withEmptyLedger { ledger in
            let question = try await ledger.annals("timeline", "\u{1B}[31mx\u{202E}")
            #expect(question.status == 64, question.story)
            #expect(!question.errors.utf8.contains(0x1B), question.story)
            #expect(question.errors.contains("\\x1b[31mx\\u{202e}"), question.story)
            let file = try await ledger.record(claim("A1", of: "a\u{7}b"))
            #expect(file.status == 65, file.story)
            #expect(!file.errors.utf8.contains(0x07), file.story)
        }
    }

    /// Questions with an answer, which may be an empty one.
    private static let answers: [(line: [String], holds: String)] = [
        (["timeline", "innotron", "--as-of", "today"], "Innotron"),
        (
            ["timeline", "innotron", "--as-of", "-30d", "--now", "2026-11-23T12:00:00Z"],
            "2026-10-24"
        ),
        (
            ["timeline", "innotron", "--as-of", "yesterday", "--now", "2026-11-23T12:00:00Z"],
            "2026-11-22"
        ),
        (["timeline", "睿力集成"], "睿力集成"), (["timeline", "长鑫存储"], "CXMT"),
        (["timeline", "INNOTRON"], "Innotron"), (["filings", "320193"], "0000320193-"),
        (["filings", "0000320193"], "0000320193-"), (["filings", "aapl"], "0000320193-"),
        (["log", "--limit", "0"], "position"), (["log", "--after", "9999999"], "position"),
        (["filings", "innotron"], "filedOn"), (["find", "nothing of the kind"], "found"),
        (["timeline", "cxmt", "--at-position", "100"], "CXMT"),
        (["show", "#1"], "position"), (["show", "1"], "position"),
        (["show", "innotron/F10"], "F10"), (["show", "F10", "--format", "json"], "F10"),
        (["filings", "aapl", "--from", "-1d", "--now", "2026-11-23T12:00:00Z"], "filedOn"),
    ]

    @Test func `questions are answered, and an empty answer is one`() async throws {
        try await withSampleLedger { ledger in
            for answer in Self.answers {
                let run = try await ledger.run(answer.line)
                #expect(run.status == 0, "\(answer.line) \(run.story)")
                #expect(run.output.contains(answer.holds), "\(answer.line) \(run.story)")
            }
        }
    }

    @Test func `findings are an exit code where it is asked for`() async throws {
        try await withSampleLedger { ledger in
            #expect(try await ledger.annals("find", "cxmt", "--exit-code").status == 3)
            #expect(try await ledger.annals("find", "nobody", "--exit-code").status == 0)
            #expect(try await ledger.annals("doctor", "--exit-code").status == 0)
            try await ledger.record(claim("A1"), "--no-project")
            #expect(try await ledger.annals("doctor", "--exit-code").status == 3)
            #expect(try await ledger.annals("doctor").status == 0)
        }
        #expect(try await annals("date", "no date", "--exit-code").status == 3)
    }
}
