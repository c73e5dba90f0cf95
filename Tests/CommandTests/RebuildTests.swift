import CanonicalJSON
import EventStorage
import Postgres
import Testing

/// `annals rebuild` on the sample history.
@Suite struct RebuildTests {
    private func query(_ sql: SQL, on ledger: SampleLedger) async throws {
        let connection = try await Connection(ledger.url)
        try await connection.execute(sql)
        await connection.close()
    }

    @Test func `equal tables are swapped and the answers stay`() async throws {
        try await withSampleLedger { ledger in
            let before = try await ledger.annals("timeline", "innotron", "--format", "json")
            let run = try await ledger.annals("rebuild", "--all", "--format", "json", "--exit-code")
            try #require(run.status == 0, run.story)
            for record in try run.records() {
                #expect(record["added"] == 0 && record["gone"] == 0 && record["changed"] == 0)
                #expect(record["first"] == [] && record["swapMilliseconds"]?.integerValue != nil)
            }
            #expect(try run.records().count >= 5)
            let after = try await ledger.annals("timeline", "innotron", "--format", "json")
            #expect(after.output == before.output && before.status == 0)
        }
    }

    @Test func `a difference is named, gives 3 when asked, and can be reverted to`() async throws {
        try await withSampleLedger { ledger in
            try await query(
                "UPDATE annals_read.timeline SET record = replace(record, 'preliminary', 'planted') WHERE from_position = 31",
                on: ledger)
            let run = try await ledger.annals(
                "rebuild", "timeline", "--workers", "3", "--format", "json", "--exit-code")
            #expect(run.status == 3, run.story)
            let records = try run.records()
            try #require(records.count == 1)
            #expect(records[0]["changed"] == 1)
            #expect(records[0]["first"]?.arrayValue?.first?["fromPosition"] == 31)
            let shown = try await ledger.annals("timeline", "innotron")
            #expect(!shown.output.contains("planted"))
            let back = try await ledger.annals(
                "rebuild", "timeline", "--revert", "--format", "json")
            #expect(back.status == 0, back.story)
            #expect(try back.records().first?["state"] == "live")
            let again = try await ledger.annals("timeline", "innotron")
            #expect(again.output.contains("planted"))
        }
    }

    @Test func `an estimate, and a build that is not swapped, leave the live tables`() async throws
    {
        try await withSampleLedger { ledger in
            try await query(
                "UPDATE annals_read.timeline SET record = replace(record, 'preliminary', 'planted') WHERE from_position = 31",
                on: ledger)
            let estimate = try await ledger.annals(
                "rebuild", "timeline", "--dry-run", "--format", "json", "--exit-code")
            #expect(estimate.status == 0, estimate.story)
            #expect((try estimate.records().first?["rows"]?.integerValue ?? 0) > 50)
            let built = try await ledger.annals("rebuild", "timeline", "--no-swap", "-v")
            #expect(built.status == 0, built.story)
            #expect(built.errors.contains("events in"))
            let shown = try await ledger.annals("timeline", "innotron")
            #expect(shown.output.contains("planted"))
        }
    }
}
