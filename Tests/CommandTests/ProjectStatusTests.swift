import CanonicalJSON
import Foundation
import Testing

@Suite struct ProjectStatusTests {
    private static let names = [
        "companies", "conflicts", "coverage", "filings", "milestones", "relations", "runs",
        "search_texts", "timeline",
    ]

    @Test func `well is what nobody need look at, and everything else is a finding`() async throws {
        try await withEmptyLedger { ledger in
            func exit() async throws -> Int32 {
                let run = try await ledger.annals("project", "status", "--exit-code")
                #expect(try await ledger.annals("project", "status").status == 0)
                return run.status
            }
            #expect(try await exit() == 3, "missing")
            try await ledger.record(claim("A1"))
            #expect(try await exit() == 0)
            try await ledger.record(claim("A2"), "--no-project")
            #expect(try await exit() == 3, "behind and idle")
            _ = try await ledger.annals("project")
            #expect(try await exit() == 0)
            _ = try await ledger.annals("project", "pause", "runs", "--reason", "audit")
            #expect(try await exit() == 3, "paused")
            _ = try await ledger.annals("project", "resume", "runs")
            try await ledger.fail("runs", at: 1)
            #expect(try await exit() == 3, "failed")
            _ = try await ledger.annals("project", "retry", "runs")
            try await ledger.killReader(of: "runs")
            #expect(try await exit() == 3, "dead at lag 0")
            _ = try await ledger.annals("project")
            #expect(try await exit() == 0, "taken over")
        }
    }

    @Test func `every format has the same read models with their states`() async throws {
        try await withSampleLedger { ledger in
            try await ledger.fail("runs", at: 7)
            try await ledger.killReader(of: "timeline")
            let states = Self.names.map { ["runs": "failed", "timeline": "dead"][$0] ?? "idle" }
            let json = try await ledger.annals("project", "status", "--format", "json")
            let records = try json.records()
            #expect(records.map { $0["projection"]?.stringValue } == Self.names)
            #expect(records.map { $0["state"]?.stringValue } == states)
            #expect(
                records.map { $0["well"]?.boolValue } == states.map { $0 == "idle" })
            let failed = try #require(records.first { $0["projection"] == "runs" })
            #expect(failed["stoppedAt"] == 7 && failed["category"] == "refused")
            let dead = try #require(records.last)
            #expect(dead["holder"] == "db9 4711" && dead["behind"] == 0)
            #expect(try json.json()["basis"]?["position"] == records[0]["position"])
            let lines = try await ledger.annals("project", "status", "--format", "jsonl").lines
            #expect(
                try lines.map { try JSONValue(parsing: String($0))["state"]?.stringValue } == states
            )
            for (format, read) in [
                ("csv", Delimited.csv), ("tsv", Delimited.tsv), ("markdown", Delimited.markdown),
            ] as [(String, (String) -> [[String]])] {
                let rows = read(
                    try await ledger.annals(
                        "project", "status", "--format", format, "--fields", "projection,state"
                    ).output)
                #expect(
                    rows == [["projection", "state"]] + zip(Self.names, states).map { [$0, $1] })
            }
            let unknown = try await ledger.annals("project", "status", "--fields", "stat")
            #expect(unknown.status == 64 && unknown.errors.contains("state"), unknown.story)
        }
    }

    @Test func `the table fits 80 columns and says below what is wrong with the way out`()
        async throws
    {
        try await withSampleLedger { ledger in
            try await ledger.fail("runs", at: 7)
            try await ledger.killReader(of: "timeline")
            let run = try await ledger.run(
                ["project", "status", "--format", "table"], environment: ["COLUMNS": "80"])
            #expect(run.status == 0, run.story)
            #expect(run.lines.allSatisfy { $0.count <= 80 }, run.story)
            #expect(run.lines.first?.hasPrefix("head ") == true, run.story)
            #expect(run.lines.first?.contains("no projector follows the log") == true, run.story)
            for words in [
                "stopped at position 7, claim.asserted, refused: no such day",
                "annals project retry runs", "annals project skip runs 7 --reason TEXT",
                "db9 4711", "process 4711 on db9, last heard of 5 min ago, died",
            ] {
                let flat = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(flat.contains(words), run.story)
            }
        }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `watching goes on with rates, until a signal ends it`(signal: Int32) async throws {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A1"))
            let program = try ledger.start([
                "project", "status", "--watch", "--interval", "0.1", "--exit-code",
            ])
            try await waitForLines(2 * Self.names.count, from: program)
            try await ledger.record(claim("A2"))
            let before = try program.outputBytes().count(where: { $0 == 0x0A })
            try await waitForLines(before + 2 * Self.names.count, from: program)
            program.interrupt(with: signal)
            let run = try await Run(program)
            #expect(run.status == 0, run.story)
            let records = try run.lines.map { try JSONValue(parsing: String($0)) }
            #expect(records.count.isMultiple(of: Self.names.count))
            #expect(
                records.prefix(Self.names.count).allSatisfy {
                    $0["rate"] == nil && $0["position"] == 1
                })
            #expect(
                records.suffix(Self.names.count).allSatisfy {
                    $0["rate"] != nil && $0["position"] == 2
                })
            #expect(records.contains { $0["rate"] != "0/s" && $0["rate"] != nil }, run.story)
        }
    }

    @Test func `watching a state that is not well ends with 3`() async throws {
        try await withEmptyLedger { ledger in
            let program = try ledger.start([
                "project", "status", "--watch", "--interval", "0.1", "--exit-code", "--format",
                "table",
            ])
            try await waitForLines(100, from: program)
            program.interrupt(with: SIGINT)
            let run = try await Run(program)
            #expect(run.status == 3, run.story)
            #expect(run.lines.count { $0.hasPrefix("head 0, ") } > 1, run.story)
            #expect(!run.output.contains("\u{1B}"), run.story)
        }
    }

    @Test func `on a terminal it is drawn in place, and the cursor comes back`() async throws {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A1"))
            let watch = "'\(Programs.annals.path)' project status --watch --interval 0.1 --no-color"
            let run = try await Shell.run(
                "TERM=xterm script -qefc \"timeout --foreground -s INT 3 \(watch)\" /dev/null",
                environment: ["ANNALS_DATABASE_URL": ledger.url])
            let hide = "\u{1B}[?25l"
            #expect(run.output.hasPrefix(hide), "\(run.output) \(run.errors)")
            // Head, names, rule and the read models, written over again.
            let parts = run.output.split(separator: hide)
            #expect(parts.count > 2)
            #expect(
                parts.dropFirst().allSatisfy { $0.hasPrefix("\u{1B}[\(3 + Self.names.count)A") },
                "\(run.output)")
            #expect(parts.last?.hasSuffix("\u{1B}[?25h") == true, "\(run.output)")
        }
    }

    private static let refusals: [(line: [String], words: [String])] = [
        (["status", "--interval", "2"], ["--interval", "--watch"]),
        (["status", "--watch", "--interval", "0"], ["--interval"]),
        (["status", "--watch", "--interval", "soon"], ["--interval"]),
        (["status", "--watch", "--metrics", "m.prom"], ["--metrics", "--follow"]),
        (["status", "--watch", "--fields", "stat"], ["stat", "state"]),
        (["--metrics", "m.prom"], ["--metrics", "--follow"]),
    ]

    @Test func `what is misused is refused with a sentence`() async throws {
        try await withEmptyLedger { ledger in
            for refusal in Self.refusals {
                let run = try await ledger.run(["project"] + refusal.line)
                #expect(run.status == 64, run.story)
                #expect(run.output.isEmpty, run.story)
                for word in refusal.words { #expect(run.errors.contains(word), run.story) }
            }
        }
    }

    private func waitForLines(_ count: Int, from program: Program) async throws {
        for _ in 0..<1_500 {
            if try program.outputBytes().count(where: { $0 == 0x0A }) >= count { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("\(try program.outputBytes().count) bytes and no \(count) lines")
    }
}
