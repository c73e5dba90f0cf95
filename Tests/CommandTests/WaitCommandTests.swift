import CanonicalJSON
import Foundation
import Testing

@Suite struct WaitCommandTests {
    @Test func `what this process projects itself is waited for at once`() async throws {
        try await withEmptyLedger { ledger in
            let record = try await ledger.record(claim("A1"), "--wait", "--wait-timeout", "0")
            #expect(record.status == 0, record.story)
            let ingest = try await ledger.annals(
                "ingest", "edgar-submissions", "--file", Programs.appleFile, "--wait",
                "--wait-timeout=0")
            #expect(ingest.status == 0 && ingest.errors.isEmpty, ingest.story)
            #expect(try await ledger.annals("project", "status", "--exit-code").status == 0)
            // How to ask for the same again has nothing of how this one waited.
            let runs = try await ledger.annals("runs", "--format", "json").records()
            #expect(runs.count == 1)
            #expect(runs[0]["command"]?.stringValue?.contains("--wait") == false)
        }
    }

    @Test func `another process's follower ends the waiting`() async throws {
        try await withEmptyLedger { ledger in
            let follower = try ledger.start(["project", "--follow", "--lease", "600"])
            for number in 1...5 {
                let run = try await ledger.record(
                    claim("A\(number)"), "--no-project", "--wait", "--wait-timeout", "300")
                #expect(run.status == 0, run.story)
                let title = try await ledger.annals(
                    "timeline", "acme", "--format", "json", "--fields", "id")
                #expect(try title.records().count == number, title.story)
                #expect(title.errors.isEmpty, title.story)
            }
            follower.interrupt(with: SIGINT)
            #expect(try await Run(follower).status == 0)
        }
    }

    @Test func `when the time is over it says who is behind, and what is recorded stays`()
        async throws
    {
        try await withEmptyLedger { ledger in
            let run = try await ledger.record(
                claim("A1") + claim("A2"), "--no-project", "--wait", "--wait-timeout", "0.2")
            #expect(run.status == 75, run.story)
            let lines = run.errors.split(separator: "\n")
            #expect(lines.count == 2 && lines[1].hasPrefix("annals: Recorded, but"), run.story)
            #expect(lines[1].contains("companies by 2") && lines[1].contains("timeline by 2"))
            #expect(try await ledger.annals("log", "--format", "jsonl").lines.count == 2)
            let ingest = try await ledger.annals(
                "ingest", "edgar-submissions", "--file", Programs.appleFile, "--no-project",
                "--wait", "--wait-timeout", "0")
            #expect(ingest.status == 75 && ingest.errors.contains("runs by "), ingest.story)
        }
    }

    @Test func `one that is paused or failed is named without waiting`() async throws {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A1"))
            _ = try await ledger.annals("project", "pause", "runs", "--reason", "audit")
            // An hour: the test would not end if it waited.
            let hour = ["--wait", "--wait-timeout", "3600"]
            let paused = try await ledger.run(
                ["record", "-"] + hour, input: Array(claim("A2").utf8))
            #expect(paused.status == 1, paused.story)
            #expect(paused.errors.contains("runs is paused by"), paused.story)
            _ = try await ledger.annals("project", "resume", "runs")
            try await ledger.fail("runs", at: 2)
            let failed = try await ledger.run(
                ["record", "-", "--no-project"] + hour, input: Array(claim("A3").utf8))
            #expect(failed.status == 1, failed.story)
            #expect(
                failed.errors.contains("runs stopped at position 2: no such day."), failed.story)
            #expect(try await ledger.annals("log", "--format", "jsonl").lines.count == 3)
        }
    }

    @Test func `skipping writes, and may be waited for`() async throws {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A1"))
            try await ledger.fail("runs", at: 1)
            let skip = ["project", "skip", "runs", "1", "--reason", "known", "--wait"]
            let late = try await ledger.run(skip + ["--wait-timeout", "0"])
            #expect(late.status == 75 && late.errors.contains("runs by 1"), late.story)
            let follower = try ledger.start(["project", "--follow", "--lease", "600"])
            try await ledger.fail("runs", at: 2)
            let run = try await ledger.run([
                "project", "skip", "runs", "2", "--reason", "known", "--wait", "--wait-timeout",
                "300",
            ])
            #expect(run.status == 0, run.story)
            #expect(try await ledger.annals("project", "status", "--exit-code").status == 0)
            follower.interrupt(with: SIGINT)
            #expect(try await Run(follower).status == 0)
        }
    }

    @Test(
        arguments: [
            ["--wait-timeout", "3"], ["--wait", "--wait-timeout", "-1"],
            ["--wait", "--wait-timeout", "soon"], ["--wait", "--wait-timeout", "86401"],
        ])
    func `what is misused is refused before anything is recorded`(line: [String]) async throws {
        try await withEmptyLedger { ledger in
            let run = try await ledger.run(["record", "-"] + line, input: Array(claim("A1").utf8))
            #expect(run.status == 64, run.story)
            #expect(run.errors.contains("--wait-timeout"), run.story)
            #expect(try await ledger.annals("log", "--format", "jsonl").lines.isEmpty)
        }
    }
}
