import CanonicalJSON
import Testing

/// Questions on what was public and on what had been recorded.
@Suite struct TimeTravelTests {
    @Test func `in May 2024 the raise was public and the plant was not`() async throws {
        try await withSampleLedger { ledger in
            let question = ["timeline", "innotron", "--as-of", "2024-05-01"]
            let drawing = try await ledger.run(question)
            #expect(drawing.status == 0, drawing.story)
            #expect(drawing.output.contains("public as of 2024-05-01"))
            #expect(drawing.output.contains("CNY 1.5bn"))
            #expect(!drawing.output.lowercased().contains("plant"))
            let run = try await ledger.run(question + ["--format", "json"])
            let kinds = try run.records().map { $0["kind"]?.stringValue }
            #expect(kinds.contains("funding"))
            #expect(!kinds.contains("plant") && !kinds.contains("milestone"))
            #expect(try run.json()["basis"]?["asOf"] == "2024-05-01")
            let later = try await ledger.annals(
                "timeline", "innotron", "--as-of", "2024-07-15", "--kind", "plant")
            #expect(later.output.contains("advanced packaging"), later.story)
        }
    }

    @Test func `before everything was recorded there is nothing, and that is an answer`()
        async throws
    {
        try await withSampleLedger { ledger in
            let limit = ["--recorded-by", "2020-01-01T00:00:00Z"]
            for question in [
                ["timeline", "innotron"], ["log"], ["find", "cxmt"], ["filings", "aapl"],
                ["milestones", "innotron"], ["conflicts"], ["graph", "innotron"],
            ] {
                let run = try await ledger.run(question + limit + ["--format", "json"])
                #expect(run.status == 0, run.story)
                if run.status == 0 { #expect(try run.records().isEmpty, run.story) }
            }
        }
    }

    @Test func `what we had not recorded yet is empty, and says since when we have it`()
        async throws
    {
        try await withSampleLedger { ledger in
            let run = try await ledger.annals(
                "timeline", "innotron", "--recorded-by", "2024-05-01")
            #expect(run.status == 0, run.story)
            let day = try await ledger.annals("log", "--limit", "1", "--fields", "recordedAt")
            let first = try #require(day.lines.last).prefix(10)
            #expect(run.output.contains("! first recorded by us \(first) (#1)"), run.story)
        }
    }

    @Test func `pinned questions are answered byte for byte the same for ever`() async throws {
        try await withSampleLedger { ledger in
            let head = try await ledger.annals("log", "--format", "jsonl").lines.last ?? ""
            let last = try JSONValue(parsing: String(head))
            let position = try #require(last["position"]?.integerValue)
            let instant = try #require(last["recordedAt"]?.stringValue)
            let limits = [
                ["--at-position", "\(position)"], ["--at-position", "\(position - 20)"],
                ["--recorded-by", instant], ["--recorded-by", instant, "--as-of", "2024-07-15"],
                ["--at-position", "40", "--as-of", "2024-05-01"],
            ]
            var questions: [[String]] = []
            for limit in limits {
                for question in [
                    ["timeline", "innotron"], ["log"], ["filings", "aapl"], ["find", "cxmt"],
                    ["milestones", "innotron"], ["conflicts"], ["graph", "innotron"],
                    ["show", "F9"],
                ] {
                    questions.append(question + limit)
                    questions.append(question + limit + ["--format", "json"])
                }
            }
            var before: [[UInt8]] = []
            for question in questions {
                let run = try await ledger.run(
                    question, environment: ["TZ": "Pacific/Auckland", "LC_ALL": "C"])
                // A company that was not recorded by then is not known.
                #expect(
                    run.status == 0 || run.errors.contains("No company")
                        || run.errors.contains("Nothing is recorded"), run.story)
                before.append(run.outputBytes)
            }
            try await recordMore(ledger)
            for (question, answer) in zip(questions, before) {
                let run = try await ledger.run(
                    question, environment: ["TZ": "America/New_York", "LC_ALL": "C.UTF-8"])
                #expect(run.outputBytes == answer, "\(question) \(run.story)")
            }
            let now = try await ledger.annals("timeline", "innotron")
            #expect(now.output.contains("Something new"))
        }
    }

    private func recordMore(_ ledger: SampleLedger) async throws {
        let run = try await ledger.record(
            claim("Z1", of: "innotron", title: "Something new about CXMT", date: "2024-04-01")
                + claim("Z2", of: "cik-0000320193", title: "Something else"))
        #expect(run.status == 0, run.story)
        let names = """
            companies:
              - key: innotron
                names: [{name: A newer name, source: P}]
              - key: other-cxmt
                names: [{name: CXMT Two, source: P}]
            sources:
              P: {title: A paper}
            """
        let renamed = try await ledger.record(names)
        #expect(renamed.status == 0, renamed.story)
        let revisions = [
            ["correct", "F9", "--unit", "wafers", "--reason", "r", "--published", "2024-06-30"],
            ["amend", "F12", "--date", "2027", "--reason", "r", "--published", "2024-07-01"],
            ["retract", "F2", "--reason", "r", "--published", "2024-07-02"],
        ]
        for revision in revisions {
            let run = try await ledger.run(revision)
            #expect(run.status == 0, run.story)
        }
    }

    @Test func `what was not public yet is neither found nor shown`() async throws {
        try await withSampleLedger { ledger in
            let found = try await ledger.annals(
                "find", "packaging", "--as-of", "2024-05-01", "--format", "json")
            #expect(try found.records().isEmpty, found.story)
            let later = try await ledger.annals(
                "find", "packaging", "--as-of", "2024-07-15", "--format", "json")
            #expect(try !later.records().isEmpty, later.story)
            let show = try await ledger.annals("show", "F10", "--as-of", "2024-03-01")
            #expect(show.status == 64 && show.errors.contains("2024-03-01"), show.story)
            let shown = try await ledger.annals("show", "F10", "--as-of", "2024-07-15")
            #expect(shown.status == 0, shown.story)
        }
    }

    @Test func `a day as the limit of recording counts to its last moment`() async throws {
        try await withSampleLedger { ledger in
            let all = try await ledger.annals("log", "--format", "json").records()
            let day = try #require(all.last?["recordedAt"]?.stringValue).prefix(10)
            let run = try await ledger.annals("log", "--recorded-by", "\(day)", "--format", "json")
            #expect(try run.records().count == all.count)
        }
    }

    @Test func `what only may lie between two days is marked, and left out by certain`()
        async throws
    {
        try await withSampleLedger { ledger in
            let window = ["timeline", "innotron", "--from", "2024-06-20", "--to", "2024-06-25"]
            let certain = ["--certain"]
            let june = ["timeline", "innotron", "--from", "2024-06-01", "--to", "2024-06-30"]
            let after = ["timeline", "innotron", "--from", "2024-07-01"]
            let rows: [(line: [String], match: String?)] = [
                (window, "possible"), (window + certain, nil), (after, nil), (after + certain, nil),
                (june, "certain"), (june + certain, "certain"),
            ]
            for row in rows {
                let run = try await ledger.run(row.line + ["--format", "json"])
                #expect(run.status == 0, run.story)
                let records = try run.records()
                let found = records.first { $0["claim"] == "F10" }
                #expect(found?["match"]?.stringValue == row.match, "\(row.line)")
            }
        }
    }
}
