import CanonicalJSON
import Filings
import Testing

@Suite struct RunsTests {
    private static let partial = "edgar-index/2024-01-10T03:00:00.000000Z"

    /// Three runs of two sources: the second one of edgar-index is in two events and partial.
    private func withRuns(_ body: (SampleLedger) async throws -> Void) async throws {
        var first = RunFinished.sample(
            at: "2024-01-09T03:00:00Z",
            coverage: [
                RunCoverage(unit: "2024-01-02", state: .complete),
                RunCoverage(
                    unit: "2024-01-04", state: .pending, repair: "edgar-index --day 2024-01-04"),
            ])
        first.counts.read = 12
        first.counts.appended = 12
        var second = RunFinished.sample(at: "2024-01-10T03:00:00Z", outcome: .partial)
        second.counts.appended = 3
        var document = RunDocument(
            part: "2024-01-05/master", address: "https://example.org/master.idx",
            answer: "content")
        document.status = 200
        second.documents = [document]
        second.parts = 2
        var rest = second
        rest.part = 2
        rest.documents = []
        rest.counts = RunCounts()
        rest.counts.refused = 1
        rest.refusals = [RunRefusal(place: "master.idx, line 12", reason: "no such day")]
        rest.coverage = [
            RunCoverage(
                unit: "2024-01-05", state: .partial, reason: "1 row was refused",
                repair: "edgar-index --day 2024-01-05")
        ]
        let runs = [
            first, second, rest, .sample("cninfo", at: "2024-01-09T12:00:00Z", outcome: .failed),
        ]
        try await withEmptyLedger { ledger in
            for run in runs {
                try await ledger.append([run.event], to: "register-\(run.source)")
            }
            try await body(ledger)
        }
    }

    @Test func `runs come newest first with their sums, and in JSON with what they list`()
        async throws
    {
        try await withRuns { ledger in
            let rows = Delimited.tsv(
                try await ledger.annals(
                    "runs", "--fields", "startedAt,source,outcome,appended,refused,took"
                ).output)
            #expect(
                rows.dropFirst() == [
                    ["2024-01-10T03:00:00.000000Z", "edgar-index", "partial", "3", "1", "2.5 s"],
                    ["2024-01-09T12:00:00.000000Z", "cninfo", "failed", "0", "0", "2.5 s"],
                    ["2024-01-09T03:00:00.000000Z", "edgar-index", "complete", "12", "0", "2.5 s"],
                ])
            let json = try await ledger.annals("runs", "edgar-index", "--format", "json").records()
            #expect(json.map { $0["outcome"] } == ["partial", "complete"])
            #expect(json[0]["details"]?["refusals"]?.arrayValue?.count == 1)
            #expect(json[0]["details"]?["documents"]?.arrayValue?.count == 1)
            #expect(json[0]["command"] == "annals ingest edgar-index")
            let header = try await ledger.annals("runs", "--limit", "0").lines
            #expect(header.count == 1)
            #expect(
                header[0].hasPrefix(
                    "startedAt\tsource\toutcome\tdocuments\tread\tappended\tknown\tcorrected\t"
                        + "delisted\trefused\ttook"))
        }
    }

    @Test func `a table of runs fits 80 columns`() async throws {
        try await withRuns { ledger in
            let run = try await ledger.run(
                ["runs", "--format", "table"], environment: ["COLUMNS": "80"])
            #expect(!run.output.contains("[ 1 ]"), run.story)
            #expect(run.lines.allSatisfy { $0.count <= 80 }, run.story)
            #expect(run.output.contains("appended"), run.story)
        }
    }

    @Test func `limits of the list are its number, its begin and the position`() async throws {
        try await withRuns { ledger in
            let rows: [(options: [String], count: Int)] = [
                (["--limit", "2"], 2), (["--since", "2024-01-09T12:00:00Z"], 2),
                (["--since", "2024-01-10"], 1), (["--since", "yesterday"], 1),
                (["--at-position", "1"], 1), (["cninfo"], 1), (["edgar-submissions"], 0),
            ]
            for row in rows {
                let run = try await ledger.run(
                    ["runs", "--format", "json"] + row.options,
                    environment: ["ANNALS_NOW": "2024-01-11T00:00:00Z"])
                #expect(run.status == 0, run.story)
                #expect(try run.records().count == row.count, "\(row.options)")
            }
        }
    }

    @Test func `one run is shown whole`() async throws {
        try await withRuns { ledger in
            let run = try await ledger.annals("runs", Self.partial)
            #expect(run.status == 0, run.story)
            for words in [
                "2024-01-05/master: content (200), https://example.org/master.idx",
                "master.idx, line 12: no such day",
                "annals ingest edgar-index --day 2024-01-05", "annals ingest edgar-index",
            ] { #expect(run.output.contains(words), run.story) }
            let json = try await ledger.annals("runs", Self.partial, "--format", "json").records()
            #expect(json.count == 1)
            #expect(json[0]["details"]?["coverage"]?.arrayValue?.count == 1)
            #expect(try await ledger.annals("runs", Self.partial, "--exit-code").status == 3)
        }
    }

    @Test func `gaps are what was left and the weekdays between, each with its repair`()
        async throws
    {
        try await withRuns { ledger in
            let rows = Delimited.tsv(
                try await ledger.annals("runs", "--gaps", "--fields", "unit,state,reason,repair")
                    .output)
            #expect(
                rows.dropFirst() == [
                    [
                        "2024-01-03", "never asked", "no run looked at it",
                        "annals ingest edgar-index --day 2024-01-03",
                    ],
                    ["2024-01-04", "pending", "", "annals ingest edgar-index --day 2024-01-04"],
                    [
                        "2024-01-05", "partial", "1 row was refused",
                        "annals ingest edgar-index --day 2024-01-05",
                    ],
                ])
            #expect(try await ledger.annals("runs", "--gaps", "--exit-code").status == 3)
            let other = try await ledger.annals("runs", "cninfo", "--gaps", "--exit-code")
            #expect(other.status == 0, other.story)
            #expect(other.errors == "annals: no gap is known of cninfo\n")
            let quarter = RunFinished.sample(
                at: "2024-05-01T03:00:00Z",
                coverage: [RunCoverage(unit: "2024-Q1", state: .complete)])
            try await ledger.append([quarter.event], to: "register-edgar-index")
            _ = try await ledger.annals("project")
            let mended = try await ledger.annals("runs", "--gaps", "--exit-code")
            #expect(mended.status == 0, mended.story)
        }
    }

    @Test func `what the register has yet to publish is shown and is no finding`() async throws {
        try await withEmptyLedger { ledger in
            let run = RunFinished.sample(
                at: "2024-01-05T04:15:00Z",
                coverage: [
                    RunCoverage(
                        unit: "2024-01-04", state: .pending, repair: "edgar-index --day 2024-01-04")
                ])
            try await ledger.append([run.event], to: "register-edgar-index")
            let gaps = try await ledger.annals("runs", "--gaps", "--exit-code")
            #expect(gaps.status == 0, gaps.story)
            #expect(gaps.output.contains("pending"), gaps.story)
        }
    }

    @Test func `a source that fell silent is a finding that says how old it is`() async throws {
        try await withRuns { ledger in
            let rows:
                [(line: [String], now: String, states: [String], age: String, status: Int32)] = [
                    (
                        ["26h"], "2024-01-10T03:00:00Z", ["never completed", "fresh"],
                        "23 h 59 min", 3
                    ),
                    (["edgar-index", "26h"], "2024-01-10T03:00:00Z", ["fresh"], "23 h 59 min", 0),
                    (["edgar-index", "90m"], "2024-01-12T05:00:02Z", ["stale"], "3 d 1 h", 3),
                    (["edgar-index", "3d"], "2024-01-12T03:00:02Z", ["fresh"], "2 d 23 h", 0),
                ]
            for row in rows {
                let options = ["--exit-code", "--format", "json", "--now", row.now]
                let run = try await ledger.run(
                    ["runs"] + row.line.dropLast() + ["--max-age", row.line.last ?? ""] + options)
                #expect(run.status == row.status, run.story)
                let records = try run.records()
                #expect(records.map { $0["state"]?.stringValue } == row.states, run.story)
                #expect(records.last?["age"]?.stringValue == row.age, run.story)
            }
        }
    }

    @Test func `doctor has a line for each source`() async throws {
        try await withRuns { ledger in
            _ = try await ledger.annals("project")
            let rows = Delimited.tsv(
                try await ledger.annals("doctor", "--now", "2024-01-10T05:00:03Z").output)
            let sources = rows.filter { $0[0].hasPrefix("source ") }
            #expect(
                sources == [
                    [
                        "source cninfo", "look", "newest run failed, 17 h ago; 0 gaps",
                        "annals runs cninfo/2024-01-09T12:00:00.000000Z",
                    ],
                    [
                        "source edgar-index", "look", "newest run partial, 2 h ago; 3 gaps",
                        "annals runs edgar-index --gaps",
                    ],
                ])
            #expect(try await ledger.annals("doctor", "--exit-code").status == 3)
        }
    }

    @Test func `without runs every question has an empty answer and a line about it`() async throws
    {
        try await withEmptyLedger { ledger in
            for (options, words) in [
                ([], "no run is recorded"), (["--gaps"], "no gap is known"),
                (["--max-age", "1d"], "no run is recorded"),
                (["edgar-submissions"], "no run is recorded of edgar-submissions"),
            ] as [([String], String)] {
                let run = try await ledger.run(["runs", "--exit-code"] + options)
                #expect(run.status == 0, run.story)
                #expect(run.lines.count == 1, run.story)
                #expect(run.errors == "annals: \(words)\n", run.story)
            }
            let never = try await ledger.annals(
                "runs", "edgar-submissions", "--max-age", "1d", "--exit-code")
            #expect(never.status == 3 && never.output.contains("never completed"), never.story)
        }
    }

    private static let refusals: [(line: [String], words: [String])] = [
        (["edgar-submision"], ["edgar-submision", "Did you mean edgar-submissions?"]),
        (["edgar-index/2024"], ["edgar-index/2024", "annals runs"]),
        (["--limit", "-1"], ["--limit"]), (["--since", "soon"], ["--since", "soon"]),
        (["--max-age", "soon"], ["--max-age", "26h"]), (["--max-age", "0h"], ["--max-age"]),
        (["--max-age", "26"], ["--max-age"]), (["--gaps", "--max-age", "1d"], ["two questions"]),
        (["--gaps", "--limit", "3"], ["--limit"]), (["a/b", "--gaps"], ["one run"]),
    ]

    @Test func `what is misused is refused with a sentence`() async throws {
        try await withEmptyLedger { ledger in
            for refusal in Self.refusals {
                let run = try await ledger.run(["runs"] + refusal.line)
                #expect(run.status == 64, run.story)
                #expect(run.output.isEmpty, run.story)
                for word in refusal.words { #expect(run.errors.contains(word), run.story) }
            }
        }
    }
}
