import CanonicalJSON
import Postgres
import Testing

@Suite struct ReplayCommandTests {
    private func withClaims(_ body: (SampleLedger, _ head: Int64) async throws -> Void) async throws
    {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A") + claim("B") + claim("C", of: "other"))
            let log = try await ledger.annals("log", "--format", "json").records()
            try await body(ledger, try #require(log.last?["position"]?.integerValue))
        }
    }

    @Test func `it prints what annals digest prints, and that both are equal`() async throws {
        try await withClaims { ledger, head in
            for position in [head, 1] {
                let run = try await ledger.annals(
                    "replay", "--to", "\(position)", "--exit-code", "--format", "json")
                #expect(run.status == 0, run.story)
                #expect(try run.json()["basis"]?["position"] == .integer(position))
                let digests = try await ledger.annals(
                    "digest", "--at-position", "\(position)", "--format", "json")
                let fields = ["projection", "version", "position", "rows", "digest"]
                let (replayed, live) = (try run.records(), try digests.records())
                #expect(
                    replayed.map { one in fields.map { one[$0] } }
                        == live.map { one in fields.map { one[$0] } })
                #expect(replayed.allSatisfy { $0["live"] == "equal" })
            }
        }
    }

    @Test func `live rows that differ are findings`() async throws {
        try await withClaims { ledger, head in
            let connection = try await Connection(ledger.url)
            try await connection.execute("UPDATE annals_read.timeline SET state = 'altered'")
            await connection.close()
            let digest = try await ledger.annals("digest", "timeline", "--fields", "version")
            let version = try #require(digest.lines.last)
            let run = try await ledger.annals(
                "replay", "timeline@\(version)", "companies", "--to", "\(head)", "--exit-code")
            #expect(run.status == 3, run.story)
            #expect(
                run.lines.contains { $0.hasPrefix("timeline\t") && $0.hasSuffix("\tdifferent") })
            #expect(run.lines.contains { $0.hasPrefix("companies\t") && $0.hasSuffix("\tequal") })
            let quiet = try await ledger.annals("replay", "timeline", "--to", "\(head)")
            #expect(quiet.status == 0, quiet.story)
        }
    }

    @Test(
        arguments: [
            (["--to", "99"], "--to 99 is beyond the log"),
            (["--to", "-1"], "--to -1 is beyond the log"),
            (["--to", "soon"], "--to soon is no instant"),
            (["timeline@1", "--to", "1"], "This program has version "),
            (["timeline@", "--to", "1"], "This program has version "),
            (["tmeline", "--to", "1"], "Did you mean timeline?"),
            (["--to", "1", "--workers", "0"], "--workers is a count"),
            ([], "--to"),
        ] as [([String], String)])
    func `what cannot be replayed is said in a sentence`(
        arguments: [String], sentence: String
    ) async throws {
        try await withClaims { ledger, _ in
            let run = try await ledger.run(["replay"] + arguments)
            #expect(run.status == 64, run.story)
            #expect(run.errors.contains(sentence), run.story)
            #expect(run.output.isEmpty)
        }
    }

    @Test func `an instant stands for what was recorded by then`() async throws {
        try await withClaims { ledger, head in
            let run = try await ledger.annals(
                "replay", "timeline", "--to", "2999-01-01T00:00:00Z", "--format", "json")
            #expect(run.status == 0, run.story)
            #expect(try run.records().first?["position"] == .integer(head))
            let before = try await ledger.annals(
                "replay", "timeline", "--to", "2000-01-01", "--format", "json")
            #expect(try before.records().first?["rows"] == 0)
        }
    }
}
