import CanonicalJSON
import Testing

/// What `annals doctor` says of read models, each with the way out.
@Suite struct DoctorReadModelsTests {
    struct Row: Sendable {
        let change: String
        let check: String
        let detail: String
        let wayOut: String
    }

    private static let build = """
        INSERT INTO annals_read.builds VALUES ('b1', 'PLACE', ARRAY['runs'], ARRAY[1], 4, 'loading',
            now() - interval '2 h');
        INSERT INTO annals_read.build_ranges VALUES ('b1', 1, 1, 3, now()), ('b1', 2, 2, 1, NULL)
        """

    private static let rows: [Row] = [
        Row(
            change: "UPDATE annals_read.checkpoints SET position = 0 WHERE projection = 'runs'",
            check: "read model runs", detail: "at 0, 1 behind for", wayOut: "annals project"),
        Row(
            change: """
                INSERT INTO annals_read.projectors VALUES ('gone', 'db9', 4711, now(),
                    now() - interval '5 min', now() - interval '4 min', true);
                UPDATE annals_read.leases SET projector = 'gone' WHERE projection = 'runs'
                """,
            check: "read model runs", detail: "at 1, and process 4711 on db9, last heard of 5 min",
            wayOut: "annals project"),
        Row(
            change: """
                INSERT INTO annals_read.stops VALUES ('runs', 'paused', now(), 'ann', 'audit')
                """,
            check: "read model runs", detail: "paused by ann: audit",
            wayOut: "annals project resume runs"),
        Row(
            change: """
                INSERT INTO annals_read.stops VALUES ('runs', 'failed', now(), NULL, 'no such day',
                    1, 'claim.asserted', 'refused')
                """,
            check: "read model runs",
            detail: "stopped at position 1, claim.asserted, refused: no such day",
            wayOut: "annals project retry runs, or annals project skip runs 1 --reason TEXT"),
        Row(
            change: "DELETE FROM annals_read.checkpoints WHERE projection = 'runs'",
            check: "read model runs", detail: "there is no table", wayOut: "annals project"),
        Row(
            change: """
                UPDATE annals_read.checkpoints SET version = 0 WHERE projection = 'runs'
                """,
            check: "read model runs", detail: "of version 0", wayOut: "annals project"),
        Row(
            change: """
                UPDATE annals_read.checkpoints SET version = 99 WHERE projection = 'runs'
                """,
            check: "read model runs", detail: "of version 99", wayOut: "use the newer annals"),
        Row(
            change: build.replacing("PLACE", with: "next"), check: "build b1",
            detail: "runs: loading, 3 of 4 events, and nobody is at it",
            wayOut: "annals rebuild runs"),
        Row(
            change: build.replacing("PLACE", with: "replay"), check: "replay b1",
            detail: "runs: loading, 3 of 4 events, and nobody is at it",
            wayOut: "annals replay --to 1"),
        Row(
            change: "CREATE TABLE annals_replay.runs_b2 ()", check: "table annals_replay.runs_b2",
            detail: "no build has it", wayOut: "annals replay --to 1"),
        Row(
            change: "CREATE TABLE annals_next.gossip ()", check: "table annals_next.gossip",
            detail: "no build has it", wayOut: "DROP TABLE annals_next.gossip"),
    ]

    @Test(arguments: rows)
    func `what is wrong is one line with what to do`(row: Row) async throws {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A1"))
            #expect(try await ledger.annals("doctor", "--exit-code").status == 0)
            try await ledger.script(row.change)
            let run = try await ledger.annals("doctor", "--exit-code")
            #expect(run.status == 3, run.story)
            let bad = Delimited.tsv(run.output).filter { $0[1] == "look" }
            #expect(bad.count == 1, run.story)
            #expect(bad.first?[0] == row.check && bad.first?[3] == row.wayOut, run.story)
            #expect(bad.first?[2].contains(row.detail) == true, run.story)
        }
    }

    @Test func `what is passed over is told and is nothing wrong`() async throws {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A1"))
            try await ledger.fail("runs", at: 1)
            _ = try await ledger.annals("project", "skip", "runs", "1", "--reason", "known")
            _ = try await ledger.annals("project")
            let run = try await ledger.annals("doctor", "--exit-code")
            #expect(run.status == 0, run.story)
            let rows = Delimited.tsv(run.output)
            #expect(
                rows.contains([
                    "skips of runs", "well", "passes over 1 event", "annals project reconcile",
                ]), run.story)
        }
    }
}
