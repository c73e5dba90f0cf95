import CanonicalJSON
import Foundation
import Testing

@Suite struct DiffCommandTests {
    private static func changes(_ run: Run) throws -> [String] {
        try run.records().map { record in
            ["change", "what", "id"].compactMap { record[$0]?.stringValue }.joined(separator: " ")
        }
    }

    @Test func `between two days the article's claims were added`() async throws {
        try await withSampleLedger { ledger in
            let run = try await ledger.annals(
                "diff", "innotron", "--from", "2024-05-01", "--to", "2024-07-15", "--format",
                "json")
            #expect(run.status == 0, run.story)
            let changes = try Self.changes(run)
            for fact in (1...13).map({ "F\($0)" }) {
                #expect(changes.contains("added claim \(fact)"), "\(fact)")
            }
            #expect(!changes.contains { $0.hasPrefix("withdrawn") || $0.hasSuffix(" X7") })
            let basis = try run.json()["basis"]
            #expect(basis?["asOf"] == "2024-07-15" && basis?["from"]?["asOf"] == "2024-05-01")
        }
    }

    @Test func `the plant's start moved in October 2025, from these days to those`() async throws {
        try await withSampleLedger { ledger in
            let run = try await ledger.annals(
                "diff", "innotron", "--from", "2025-10-01", "--to", "2025-11-01", "--format",
                "json")
            let start = try #require(
                try run.records().first {
                    $0["id"] == "plant-shanghai/start" && $0["what"] == "milestone"
                })
            #expect(start["change"] == "changed" && start["position"] == 48)
            let fields = start["fields"]?.arrayValue ?? []
            let plan = try #require(fields.first { $0["field"] == "plan" })
            #expect(
                plan["old"]?["latest"] == "2026-08-31" && plan["new"]?["latest"] == "2026-12-31")
            #expect(
                plan["name"]
                    == "plan: mid 2026~ (2026-05-01..08-31) → end 2026~ (2026-10-01..12-31)")
        }
    }

    @Test func `a correction and a retraction are told with their events`() async throws {
        try await withSampleLedger { ledger in
            _ = try await ledger.annals("correct", "F9", "--unit", "wafers", "--reason", "Chinese")
            _ = try await ledger.annals("retract", "F2", "--reason", "not ours")
            let run = try await ledger.annals(
                "diff", "innotron", "--from", "101", "--format", "json")
            #expect(
                try Self.changes(run) == [
                    "changed claim F9", "withdrawn claim F2", "withdrawn conflict claim/F2",
                ])
            let first = try run.records()[0]
            #expect(first["event"] == "claim:innotron/F9#2" && first["reason"] == "Chinese")
            let all = try await ledger.annals("diff", "--from", "101", "--format", "json")
            #expect(try Self.changes(all) == Self.changes(run))
        }
    }

    @Test(
        arguments: [
            (["--from", "2024-05-01", "--to", "2024-05-02"], 0, "no change between"),
            (["--from", "101"], 0, "no change between"),
            (["--from", "2024-05-02", "--to", "2024-05-01"], 64, "exchange them"),
            (["--from", "5", "--to", "4"], 64, "exchange them"),
            (["--from", "2024-05-01", "--to", "5"], 64, "name two days"),
            (["--from", "900"], 64, "beyond the log, which ends at 101"),
            (["--from", "2024-13-01"], 64, "is no day"),
            (["--from", "2024-05-01", "--to", "2999-01-01"], 64, "in the future"),
            (["--from", "2024-05-01", "--as-of", "2024-06-01"], 64, "--as-of"),
        ] as [([String], Int32, String)])
    func `an empty answer and bad limits are one sentence`(
        arguments: [String], status: Int32, sentence: String
    ) async throws {
        try await withSampleLedger { ledger in
            let run = try await ledger.run(["diff", "innotron"] + arguments)
            #expect(run.status == status, run.story)
            #expect(run.errors.contains(sentence), run.story)
        }
    }
}
