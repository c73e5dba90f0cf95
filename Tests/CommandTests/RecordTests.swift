import CanonicalJSON
import Foundation
import Testing

@Suite struct RecordTests {
    @Test func `all errors are told at once with file, line and field, and nothing is recorded`()
        async throws
    {
        let text = """
            company: acme
            claims:
              - {id: A1, kind: plant, title: Good, date: 2024-06-12, source: https://example.org/a}
              - {id: A2, kind: plnt, title: Bad kind, date: 2024-06-12, source: https://example.org/a}
              - {id: A3, kind: plant, date: 2024-02-30, source: https://example.org/a}
              - {id: A4, kind: plant, title: B, date: 2024-06-12, sorce: https://example.org/a}
            """
        try await withEmptyLedger { ledger in
            let run = try await ledger.record(text)
            #expect(run.status == 65)
            #expect(run.output.isEmpty)
            for place in [
                "4: claims[1].kind", "5: claims[2].title", "5: claims[2].date", "6: claims[3].so",
            ] {
                #expect(run.errors.contains("standard input:" + place), run.story)
            }
            #expect(run.errors.contains("nothing was recorded"))
            #expect(try await ledger.annals("log", "--format", "json").records().isEmpty)
        }
    }

    @Test func `the least form of a claim is read from YAML, JSON and JSON Lines`() async throws {
        let line =
            #"{"company":"acme","kind":"contract","title":"Signs","date":"2024-06-12","#
            + #""source":"https://example.org/a"}"#
        let yaml = """
            company: acme
            kind: contract
            title: Signs
            date: 2024-06-12
            source: https://example.org/a
            """
        var results: Set<String> = []
        for text in [yaml, line, line + "\n" + line.replacing("Signs", with: "Signs")] {
            let run = try await annals("record", "-", "--dry-run", input: Array(text.utf8))
            if run.status == 65 {
                // The same claim twice in one file is an error of that file.
                #expect(run.errors.contains("already on line"), run.story)
                continue
            }
            #expect(run.status == 0, run.story)
            results.insert(run.output)
        }
        #expect(results.count == 1)
        try await withEmptyLedger { ledger in
            for text in [yaml, line] {
                let run = try await ledger.record(text)
                #expect(run.status == 0, run.story)
            }
            #expect(try await ledger.annals("log", "--format", "jsonl").lines.count == 1)
        }
    }

    @Test func `a dry run shows what would be appended, without a database`() async throws {
        let nowhere = ["ANNALS_DATABASE_URL": "postgresql://nobody@localhost:1/none"]
        let run = try await annals("record", Programs.sample, "--dry-run", environment: nowhere)
        #expect(run.status == 0, run.story)
        let events = try run.lines.map { try JSONValue(parsing: String($0)) }
        #expect(events.count > 50)
        let names = Set(events.flatMap { $0.objectValue?.members.map(\.name) ?? [] })
        #expect(names.isSubset(of: ["id", "source", "subject", "type", "data", "time"]))
        try await withEmptyLedger { ledger in
            _ = try await ledger.annals("record", Programs.sample, "--dry-run")
            #expect(try await ledger.annals("log").lines.count == 1)
            _ = try await ledger.annals("record", Programs.sample)
            let recorded = try await ledger.annals("log", "--format", "json").records()
            #expect(recorded.map { $0["id"] } == events.map { $0["id"] })
            #expect(recorded.map { $0["data"] } == events.map { $0["data"] })
        }
    }

    @Test func `recording twice records nothing twice`() async throws {
        try await withEmptyLedger { ledger in
            let first = try await ledger.annals("record", Programs.sample, "--actor", "ann")
            #expect(first.status == 0, first.story)
            #expect(first.errors.contains("at positions 1 to"))
            let before = try await ledger.annals("log", "--format", "json")
            let second = try await ledger.annals("record", Programs.sample, "--actor", "bob")
            #expect(second.status == 0, second.story)
            #expect(second.errors.contains("recorded 0 events"))
            #expect(second.errors.contains("known before"))
            let after = try await ledger.annals("log", "--format", "json")
            #expect(after.output == before.output)
            #expect(try after.records().allSatisfy { $0["recordedBy"] == "ann" })
        }
    }

    @Test func `other content under a recorded id is refused, with all of them named`() async throws
    {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A1") + claim("A2") + claim("A3"))
            let run = try await ledger.record(
                claim("A1", title: "Another title") + claim("A2") + claim("A3", date: "2024-06-13")
                    + claim("A4"))
            #expect(run.status == 65, run.story)
            #expect(
                run.errors.contains("claim:acme/A1 is recorded with other content at position 1"))
            #expect(
                run.errors.contains("claim:acme/A3 is recorded with other content at position 3"))
            #expect(!run.errors.contains("A2 is recorded"))
            #expect(try await ledger.annals("log").lines.count == 4)
        }
    }

    @Test func `an account that may only append records, and says who else has to project`()
        async throws
    {
        try await withEmptyLedger { ledger in
            let role = ledger.url + (ledger.url.contains("?") ? "&" : "?")
            let writer = SampleLedger(url: role + "options=-c%20role%3Dannals_writer")
            let run = try await writer.record(claim("A1"))
            #expect(run.status == 0, run.story)
            #expect(run.errors.contains("annals project"), run.story)
            let reader = SampleLedger(url: role + "options=-c%20role%3Dannals_reader")
            let refused = try await reader.record(claim("A2"))
            #expect(refused.status == 4, refused.story)
            #expect(try await ledger.annals("log").lines.count == 2)
        }
    }

    @Test func `of two at once with the same file each event is recorded once`() async throws {
        try await withEmptyLedger { ledger in
            async let one = ledger.annals("record", Programs.sample)
            async let two = ledger.annals("record", Programs.sample)
            let runs = try await [one, two]
            #expect(runs.map(\.status) == [0, 0], runs[0].story)
            let ids = try await ledger.annals("log", "--format", "json").records().map { $0["id"] }
            #expect(Set(ids).count == ids.count)
            #expect(ids.count > 50)
        }
    }
}
