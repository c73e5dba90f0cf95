import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

@testable import Projections

/// Each state of a read model, made by hand in the tables where projectors keep it.
@Suite struct StatusTests {
    /// A read model that needs every event.
    private static let name = "companies"

    private func withProjectedLog(_ body: (ReadModelLog) async throws -> Void) async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: 7)
            try await log.append(history.events(6))
            try await log.project()
            try await body(log)
        }
    }

    private static func apply(_ changes: [String], to log: ReadModelLog) async throws {
        let version = ProjectionCatalog.all.first { $0.name == name }?.version ?? 0
        for change in changes {
            let script = change.replacing("VERSION", with: "\(version)")
            try await log.pool.perform { connection throws(DatabaseError) in
                try connection.script(script)
            }
        }
    }

    private static func status(in log: ReadModelLog) async throws -> ProjectionStatus {
        let reading = try await StatusReading.read(from: log.store)
        return try #require(reading.projections.first { $0.projection == name })
    }

    @Test(arguments: StateRow.all)
    func `a state is told from the tables, and whether somebody need look`(
        row: StateRow
    ) async throws {
        try await withProjectedLog { log in
            try await Self.apply(row.changes, to: log)
            let status = try await Self.status(in: log)
            #expect(status.state == row.state)
            #expect(status.isWell == row.isWell)
            let reading = try await StatusReading.read(from: log.store)
            #expect(reading.isWell == row.isWell)
        }
    }

    @Test func `places, lag and holder are told by the server's clock`() async throws {
        try await withProjectedLog { log in
            try await Self.apply(
                [StateRow.behind, StateRow.oldLog, StateRow.dead, StateRow.lease("a")], to: log)
            let status = try await Self.status(in: log)
            #expect(status.position == 2)
            #expect(status.eventsBehind == 4)
            #expect(status.behind > .seconds(3_599) && status.behind < .seconds(7_200))
            let holder = try #require(status.holder)
            #expect(holder.host == "db1" && holder.process == 4711 && holder.follows)
            #expect(holder.heartbeatAge > .seconds(69) && holder.heartbeatAge < .seconds(3_600))
            let reading = try await StatusReading.read(from: log.store)
            #expect(reading.head == (try await log.store.head()))
            #expect(!reading.hasFollower)
            let others = reading.projections.filter { $0.projection != Self.name }
            #expect(others.map(\.projection) == others.map(\.projection).sorted())
            #expect(others.allSatisfy { $0.behind == .zero && $0.eventsBehind == 0 })
        }
    }

    @Test func `a log without read models is missing all of them`() async throws {
        try await withReadModelLog { log in
            let empty = try await StatusReading.read(from: log.store)
            #expect(empty.projections.map(\.projection) == Projector.names.sorted())
            #expect(empty.projections.allSatisfy { $0.state == .missing && $0.behind == .zero })
            try await log.store.append([.named("A", .current)], to: .sample, by: "tester")
            let reading = try await StatusReading.read(from: log.store)
            #expect(reading.projections.allSatisfy { $0.eventsBehind == 1 && $0.behind > .zero })
        }
    }

    @Test func `what only the database knows is shown, and is not well when nobody moves it`()
        async throws
    {
        try await withProjectedLog { log in
            try await log.query(
                """
                INSERT INTO annals_read.checkpoints
                SELECT 'gossip', place, ledger_id, 3, 6, event_key, event_recorded_at,
                    system_identifier, timeline, epoch, updated_at
                FROM annals_read.checkpoints WHERE projection = 'companies'
                """)
            func gossip() async throws -> ProjectionStatus? {
                try await StatusReading.read(from: log.store).projections
                    .first { $0.projection == "gossip" }
            }
            let first = try #require(try await gossip())
            #expect(first.versionHere == nil && first.version == 3)
            #expect(first.state == .idle && first.isWell)
            try await log.store.append([.named("B", .current)], to: .sample, by: "tester")
            #expect(try await gossip()?.isWell == false)
        }
    }

    @Test func `builds tell how far they are, and tables of none are left over`() async throws {
        try await withProjectedLog { log in
            try await Self.apply([StateRow.build], to: log)
            try await log.query("CREATE TABLE annals_next.companies ()")
            try await log.query("CREATE TABLE annals_next.gossip ()")
            try await log.query("CREATE TABLE annals_replay.companies_b1 ()")
            try await log.query("CREATE TABLE annals_replay.timeline_b2 ()")
            for (build, age) in [("b2", "1 min"), ("b3", "2 h")] {
                try await log.query(
                    """
                    INSERT INTO annals_read.builds SELECT \(build), 'replay', ARRAY['timeline'],
                        ARRAY[1], 6, 'indexing', now() - \(raw: "'\(age)'")::interval
                    """)
            }
            // The one that lives holds its lock.
            let replay = try await Connection(log.url)
            try await replay.perform { connection throws(DatabaseError) in
                try connection.script("BEGIN")
                try connection.execute(
                    "SELECT pg_advisory_xact_lock(\(ReplayTables.key(of: "'b2'")))")
            }
            let reading = try await StatusReading.read(from: log.store)
            await replay.close()
            #expect(
                reading.leftoverTables == ["annals_next.gossip", "annals_replay.companies_b1"])
            #expect(reading.builds.map(\.name) == ["b3", "b2", "b1"])
            #expect(reading.builds.map(\.isUnderWay) == [false, true, false])
            let build = try #require(reading.builds.last)
            #expect(build.place == .next && build.phase == "loading")
            #expect(build.done == 4 && build.total == 6)
            #expect(try await Self.status(in: log).build == build)
        }
    }

    @Test func `what is passed over is counted`() async throws {
        try await withProjectedLog { log in
            try await Self.apply([StateRow.failed], to: log)
            _ = try await Stops(log.store).skip(3, in: Self.name, reason: "known", by: "ann")
            #expect(try await Self.status(in: log).skips == 1)
        }
    }

    @Test func `a projector that follows is live, and idle when it has gone`() async throws {
        try await withProjectedLog { log in
            let follower = Task {
                await Projector(log.store, lease: .seconds(600)).follow(listeningAt: nil)
            }
            var reading = try await StatusReading.read(from: log.store)
            for _ in 0..<1_000 where !reading.projections.allSatisfy({ $0.state == .live }) {
                try await Task.sleep(for: .milliseconds(10))
                reading = try await StatusReading.read(from: log.store)
            }
            #expect(reading.projections.allSatisfy { $0.state == .live && $0.isWell })
            #expect(reading.hasFollower && reading.projectors.count == 1)
            follower.cancel()
            await follower.value
            let after = try await StatusReading.read(from: log.store)
            #expect(after.projections.allSatisfy { $0.state == .idle && $0.isWell })
            #expect(!after.hasFollower && after.projectors.isEmpty)
        }
    }
}
