import CanonicalJSON
import Foundation
import Testing

/// A question rests on the read models that it reads, and on no other.
@Suite struct ModelLimitsTests {
    private func titles(_ ledger: SampleLedger) async throws -> (Run, Int) {
        let run = try await ledger.annals("timeline", "acme", "--format", "json")
        return (run, run.status == 0 ? try run.records().count : -1)
    }

    @Test func `one that it does not read neither holds it back nor up`() async throws {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A1"))
            _ = try await ledger.annals("project", "pause", "runs", "--reason", "audit")
            try await ledger.record(claim("A2"))
            let (run, count) = try await titles(ledger)
            #expect(count == 2 && run.errors.isEmpty, run.story)
            #expect(try run.json()["basis"]?["position"] == 2)
            // Missing and not to be made: nobody tries.
            try await ledger.script(
                "DELETE FROM annals_read.checkpoints WHERE projection = 'runs'")
            let (again, same) = try await titles(ledger)
            #expect(same == 2 && again.errors.isEmpty, again.story)
        }
    }

    @Test func `one that it reads and that stands still holds the answer back, and it says so`()
        async throws
    {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A1"))
            _ = try await ledger.annals("project", "pause", "timeline", "--reason", "audit")
            try await ledger.record(claim("A2"))
            let (run, count) = try await titles(ledger)
            #expect(count == 1 && run.status == 0, run.story)
            #expect(try run.json()["basis"]?["position"] == 1)
            #expect(run.errors.contains("lack the last event; timeline is paused"), run.story)
            let filings = try await ledger.annals("filings", "acme", "--format", "json")
            #expect(try filings.json()["basis"]?["position"] == 2)
            #expect(filings.errors.isEmpty, filings.story)
        }
    }

    struct Row: Sendable {
        let change: String
        let words: [String]
    }

    private static let gone = "DELETE FROM annals_read.checkpoints WHERE projection = 'timeline';"

    private static let rows: [Row] = [
        Row(
            change: gone + """
                INSERT INTO annals_read.stops VALUES ('timeline', 'paused', now(), 'ann', 'audit')
                """,
            words: ["timeline is paused", "ann: audit", "annals project resume timeline"]),
        Row(
            change: gone + """
                INSERT INTO annals_read.stops VALUES ('timeline', 'failed', now(), NULL,
                    'no such day', 1, 'claim.asserted', 'refused')
                """,
            words: [
                "timeline stopped at position 1", "no such day", "annals project retry timeline",
            ]),
        Row(
            change: """
                UPDATE annals_read.checkpoints SET version = version + 1
                WHERE projection = 'timeline'
                """,
            words: ["timeline is of a newer version", "use the newer annals"]),
    ]

    @Test(arguments: rows)
    func `one that it reads and that cannot be made is named, once`(row: Row) async throws {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A1"))
            try await ledger.script(row.change)
            let run = try await ledger.annals("timeline", "acme")
            #expect(run.status == 1 && run.output.isEmpty, run.story)
            #expect(run.errors.components(separatedBy: row.words[0]).count == 2, run.story)
            for word in row.words { #expect(run.errors.contains(word), run.story) }
            #expect(try await ledger.annals("filings", "acme").status == 0)
            #expect(try await ledger.annals("runs").status == 0)
        }
    }

    @Test func `one that is missing is made, and the others are left to the projector`()
        async throws
    {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A1"), "--no-project")
            #expect(try await ledger.annals("filings", "acme").status == 0)
            let states = try await ledger.annals("project", "status", "--format", "json").records()
            #expect(
                states.filter { $0["state"] != "missing" }.map { $0["projection"] }
                    == ["companies", "filings", "search_texts"])
        }
    }
}
