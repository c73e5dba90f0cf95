import TestSupport
import Testing

/// `annals partition`; what it does to a log is tried with the store.
@Suite struct PartitionCommandTests {
    @Test func `a log is divided once, and goes on`() async throws {
        try await withSampleLedger { ledger in
            let before = try await ledger.annals("digest")
            let none = try await ledger.annals("partition")
            #expect(none.status == 0 && none.errors.contains("lies in one table"), none.story)

            let started = try await ledger.annals("partition", "start", "--size", "100000")
            #expect(started.status == 0 && started.errors.contains("131072 events"), started.story)
            let again = try await ledger.annals("partition", "start")
            #expect(again.status == 0 && again.errors.contains("divided already"), again.story)
            let list = try await ledger.annals("partition", "list", "--format", "json")
            #expect(try list.records().map { $0["first"] } == [1, 131_073, 262_145], list.story)

            #expect(try await ledger.annals("digest").output == before.output)
            let verified = try await ledger.annals("verify")
            #expect(verified.status == 0, verified.story)
            let health = try await ledger.annals("doctor")
            #expect(health.status == 0, health.story)
            let migrated = try await ledger.annals("migrate")
            #expect(migrated.output == "up to date\n", migrated.story)
        }
    }

    @Test func `what cannot be done is said`() async throws {
        try await withSampleLedger { ledger in
            for (words, status, why) in [
                (["start", "--size", "10"], 64, "65,536"),
                (["archive", "1", "/tmp/nowhere"], 64, "not divided"),
                (["restore", "1"], 64, "not divided"),
            ] {
                let refused = try await ledger.run(["partition"] + words)
                #expect(refused.status == status && refused.errors.contains(why), refused.story)
            }
            _ = try await ledger.annals("partition", "start")
            for (words, why) in [
                (["archive", "1", "/tmp/nowhere"], "has only"),
                (["archive", "9", "/tmp/nowhere"], "no partition 9"),
                (["restore", "1"], "its entries are here"),
            ] {
                let refused = try await ledger.run(["partition"] + words)
                #expect(refused.status == 64 && refused.errors.contains(why), refused.story)
            }
        }
    }
}
