import CanonicalJSON
import Testing

@Suite struct DigestCommandTests {
    @Test func `digests are of one position and repeat at it`() async throws {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A") + claim("B"))
            let run = try await ledger.annals("digest", "--format", "json")
            #expect(run.status == 0, run.story)
            let head = try #require(try run.json()["basis"]?["position"]?.integerValue)
            let records = try run.records()
            #expect(records.contains { $0["projection"] == "timeline" && $0["rows"] == 2 })
            for record in records {
                #expect(record["position"] == .integer(head))
                #expect(record["digest"]?.stringValue?.utf8.count == 64)
            }
            try await ledger.record(claim("C"))
            let later = try await ledger.annals("digest", "timeline")
            #expect(later.lines[0] == "projection\tversion\tposition\trows\tdigest")
            #expect(later.lines.count == 2)
            #expect(later.lines[1].hasPrefix("timeline\t"))
            let again = try await ledger.annals(
                "digest", "--format", "json", "--at-position", "\(head)")
            #expect(try again.records() == records)
            let then = try #require(
                try await ledger.annals("log", "--format", "json").records().first {
                    $0["position"] == .integer(head)
                }?["recordedAt"]?.stringValue)
            let recorded = try await ledger.annals(
                "digest", "--format", "json", "--recorded-by", then)
            #expect(try recorded.records() == records)
            #expect(try recorded.json()["basis"]?["recordedBy"] == .string(then))
        }
    }

    @Test(
        arguments: [
            (["timelin"], 64, "There is no read model timelin. Did you mean timeline?"),
            (["--as-of", "2024-01-01"], 64, "--as-of is about publication"),
            (["--at-position", "9"], 64, "--at-position 9 is beyond the log"),
        ] as [([String], Int32, String)])
    func `what cannot be hashed is said in a sentence`(
        arguments: [String], status: Int32, sentence: String
    ) async throws {
        try await withEmptyLedger { ledger in
            let run = try await ledger.run(["digest"] + arguments)
            #expect(run.status == status, run.story)
            #expect(run.errors.contains(sentence), run.story)
            #expect(run.output.isEmpty)
        }
    }

    @Test func `a position that the read models have not reached is for later`() async throws {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A"))
            let run = try await ledger.run(
                ["record", "-", "--no-project"], input: Array(claim("B").utf8))
            #expect(run.status == 0, run.story)
            let asked = try await ledger.annals("digest", "--at-position", "2")
            #expect(asked.status == 75, asked.story)
            #expect(asked.errors.contains("run annals project"), asked.story)
            let reached = try await ledger.annals("digest", "runs", "--format", "json")
            #expect(reached.status == 0, reached.story)
            #expect(reached.errors.contains("the read models lack"), reached.story)
        }
    }
}
