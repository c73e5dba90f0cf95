import CanonicalJSON
import Foundation
import Testing

/// Later versions of claims, and what they leave as it was.
@Suite struct RevisionCommandTests {
    @Test func `a correction holds from then on, and earlier answers stay`() async throws {
        try await withSampleLedger { ledger in
            let before = try await ledger.annals(
                "show", "F9", "--format", "json", "--at-position", "101")
            let run = try await ledger.annals(
                "correct", "F9", "--unit", "wafers", "--reason", "Chinese text", "--actor", "ann")
            #expect(run.status == 0, run.story)
            #expect(run.errors == "annals: innotron/F9 is corrected, version 2 at position 102\n")
            let shown = try await ledger.annals("show", "F9", "--format", "json").records()[0]
            #expect(shown["quantities"]?.arrayValue?[0]["unit"] == "wafers")
            let versions = shown["versions"]?.arrayValue ?? []
            #expect(versions.map { $0["kind"] } == ["asserted", "corrected"])
            #expect(versions.last?["reason"] == "Chinese text")
            #expect(versions.last?["recordedBy"] == "ann")
            #expect(versions.last?["changes"]?.arrayValue?.map { $0["field"] } == ["quantities"])
            let old = try await ledger.annals(
                "show", "F9", "--format", "json", "--as-of", "2024-07-01")
            let unit = try old.records()[0]["quantities"]?.arrayValue?[0]["unit"]
            #expect(unit == "packaging units")
            let again = try await ledger.annals(
                "show", "F9", "--format", "json", "--at-position", "101")
            #expect(again.output == before.output)
            let log = try await ledger.annals(
                "log", "innotron", "--after", "101", "--fields", "type,title")
            #expect(
                log.output
                    == "type\ttitle\nclaim.corrected\tF9 corrected in quantities: Chinese text\n")
        }
    }

    @Test func `a retracted claim leaves every answer, and comes back`() async throws {
        try await withSampleLedger { ledger in
            let questions = [
                ["timeline", "innotron"], ["milestones", "innotron"], ["conflicts", "innotron"],
                ["graph", "innotron"],
            ].map { $0 + ["--format", "json"] }
            func answers() async throws -> [[JSONValue]] {
                var answers: [[JSONValue]] = []
                for question in questions {
                    answers.append(try await ledger.run(question).records())
                }
                return answers
            }
            func hold(_ answers: [[JSONValue]], _ claim: String) -> [Bool] {
                answers.map { records in
                    records.contains { record in
                        let points = record["points"]?.arrayValue ?? []
                        return ([record] + points).contains { $0["claim"]?.stringValue == claim }
                    }
                }
            }
            let before = try await answers()
            #expect(hold(before, "X7") == [true, true, true, false])
            let retracted = try await ledger.annals(
                "retract", "innotron/X7", "--reason", "another plant")
            #expect(retracted.status == 0, retracted.story)
            #expect(hold(try await answers(), "X7") == [false, false, false, false])
            let twice = try await ledger.annals("retract", "X7", "--reason", "again")
            #expect(twice.status == 64 && twice.errors.contains("annals reinstate"), twice.story)
            let shown = try await ledger.annals("show", "X7", "--format", "json").records()[0]
            #expect(shown["inForce"] == false)
            _ = try await ledger.annals("reinstate", "X7", "--reason", "the same after all")
            #expect(hold(try await answers(), "X7") == hold(before, "X7"))
            let needless = try await ledger.annals("reinstate", "X7", "--reason", "again")
            #expect(needless.status == 64, needless.story)
        }
    }

    @Test func `what the source itself changed counts from the day on which it did`() async throws {
        try await withSampleLedger { ledger in
            let run = try await ledger.annals(
                "amend", "F12", "--date", "end of 2026", "--published", "2025-03-01", "--reason",
                "the article was rewritten")
            #expect(run.status == 0, run.story)
            for (day, plan) in [("2025-02-28", "2026-08-31"), ("2025-03-01", "2026-12-31")] {
                let shown = try await ledger.annals(
                    "show", "F12", "--as-of", day, "--format", "json"
                ).records()[0]
                #expect(shown["date"]?["latest"]?.stringValue == plan, "\(day)")
            }
        }
    }

    @Test(
        arguments: [
            (["correct", "F9", "--title", "x"], 64, "--reason"),
            (["correct", "F9", "--reason", " "], 64, "Say a --reason"),
            (["correct", "F9", "--reason", "r"], 64, "--set FIELD=VALUE"),
            (["correct", "F9", "--reason", "r", "--set", "title"], 64, "has no ="),
            (["correct", "F9", "--reason", "r", "--date", "blah"], 65, "cannot be read"),
            (["correct", "F99", "--reason", "r", "--title", "x"], 64, "No claim is known as F99"),
            (
                ["correct", "innotron/F8-", "--reason", "r", "--title", "x"], 64,
                "Did you mean innotron/F8?"
            ),
            (["amend", "F9", "--reason", "r", "--title", "x"], 64, "--published"),
            (
                ["retract", "F9", "--reason", "r", "--published", "2024-02-30"], 64,
                "--published 2024-02-30 is no day"
            ),
        ] as [([String], Int32, String)])
    func `what cannot be done is one sentence, and nothing is recorded`(
        arguments: [String], status: Int32, sentence: String
    ) async throws {
        try await withSampleLedger { ledger in
            let run = try await ledger.run(arguments)
            #expect(run.status == status, run.story)
            #expect(run.errors.contains(sentence), run.story)
            let log = try await ledger.annals("log", "--after", "101")
            #expect(log.output.split(separator: "\n").count == 1, log.story)
        }
    }

    @Test func `a dry run prints the event, and what says nothing new records nothing`()
        async throws
    {
        try await withSampleLedger { ledger in
            let dry = try await ledger.annals(
                "correct", "F9", "--unit", "wafers", "--reason", "r", "--dry-run")
            let event = try JSONValue(parsing: dry.output)
            #expect(event["id"] == "claim:innotron/F9#2" && event["type"] == "claim.corrected")
            let same = try await ledger.annals(
                "correct", "F9", "--unit", "packaging units", "--reason", "r")
            #expect(same.status == 0 && same.errors.contains("says so already"), same.story)
            let log = try await ledger.annals("log", "--after", "101")
            #expect(log.output.split(separator: "\n").count == 1, log.story)
        }
    }

    @Test func `eight at once on one claim are eight versions`() async throws {
        try await withSampleLedger { ledger in
            let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
                for number in 1...8 {
                    group.addTask {
                        try await ledger.annals(
                            "correct", "F9", "--set", "note=\(number)", "--reason", "n\(number)",
                            "--no-project"
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 0, count: 8))
            let shown = try await ledger.annals("show", "F9", "--format", "json").records()[0]
            let versions = shown["versions"]?.arrayValue ?? []
            #expect(versions.map { $0["number"]?.integerValue } == (1...9).map { Int64($0) })
            #expect(Set(versions.dropFirst().map { $0["reason"]?.stringValue }).count == 8)
        }
    }
}
