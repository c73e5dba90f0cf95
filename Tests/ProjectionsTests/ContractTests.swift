import EventStorage
import Filings
import Postgres
import ProjectWorker
import TestSupport
import Testing

@testable import Projections

/// What every projection of the catalog keeps, whatever it computes.
@Suite(.serialized) struct ContractTests {
    private func withHistory(
        seed: UInt64 = 1, of count: Int = 240,
        _ body: (ReadModelLog, _ rows: [String: [String]]) async throws -> Void
    ) async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: seed)
            try await log.append(history.events(count))
            try await log.project()
            let rows = try await log.rows()
            for projection in ProjectionCatalog.all {
                try #require(rows[projection.name]?.isEmpty == false, "\(projection.name)")
            }
            try await body(log, rows)
        }
    }

    @Test func `names are told apart and fit the database`() {
        let names = ProjectionCatalog.all.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names {
            let allowed = name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
            #expect(allowed && name.utf8.count < 50, "\(name)")
        }
    }

    @Test func `steps of any size give the same rows`() async throws {
        try await withHistory { log, rows in
            for batch in [1, 7, 1_000] {
                try await log.forgetReadModels()
                #expect(try await log.project(batch: batch) == 240)
                #expect(try await log.rows() == rows, "in steps of \(batch)")
            }
        }
    }

    @Test func `built as events come and built afterwards are the same`() async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: 2)
            let events = history.events(200)
            for start in stride(from: 0, to: 200, by: 25) {
                try await log.append(Array(events[start..<start + 25]))
                try await log.project(batch: 10)
            }
            let live = try await log.rows()
            try await log.forgetReadModels()
            try await log.project()
            #expect(try await log.rows() == live)
        }
    }

    @Test func `rebuilt by one worker and by four it is the same`() async throws {
        try await withHistory(seed: 21) { log, _ in
            let live = try await log.models.digests()
            for workers in [1, 4] {
                // Short ranges, so that there is something to share.
                let place = TablePlace.replay(build: "by\(workers)")
                let report = try await Builder(
                    log.store, projections: ProjectionCatalog.all, place: place, workers: workers,
                    rangeEvents: 20
                ).run()
                #expect(report.failures.isEmpty && report.events == 240)
                #expect(try await log.digests(in: place, at: 240) == live, "by \(workers)")
                let swapped = try await Rebuilder(log.store, workers: workers).run()
                #expect(swapped.failures.isEmpty)
                #expect(try await log.models.digests() == live, "by \(workers), swapped in")
            }
        }
    }

    @Test func `live while eight writers append it is what it is afterwards`() async throws {
        try await withReadModelLog { log in
            let projections = ProjectionCatalog.all + [StreamCounts()]
            let projector = Projector(log.store, projections: projections, batch: 30)
            let following = Task { await projector.follow(listeningAt: log.url) }
            let head = try await log.write(by: 8, times: 12)
            while try await log.lowestCheckpoint(of: projections) < head {
                try await Task.sleep(for: .milliseconds(5))
            }
            following.cancel()
            await following.value
            try await log.expectEachEventOnce()
            let live = try await log.models.digests(of: projections, at: head)
            let report = try await Replayer(log.store, workers: 2).run(projections, through: head)
            #expect(report.models.map(\.digest) == live)
            #expect(report.models.allSatisfy { $0.live == .equal })
        }
    }

    @Test func `two projectors at once apply each event once`() async throws {
        try await withHistory(seed: 3) { log, rows in
            for batch in [3, 50, 1_000] {
                try await log.forgetReadModels()
                async let one = log.project(batch: batch)
                async let two = log.project(batch: batch + 1)
                #expect(try await [one, two] == [240, 240])
                #expect(try await log.rows() == rows, "in steps of \(batch)")
            }
        }
    }

    @Test func `a task cancelled between batches goes on where it stopped`() async throws {
        try await withHistory(seed: 4) { log, rows in
            try await log.forgetReadModels()
            for round in 1...3 {
                let task = Task {
                    try await log.project(batch: 20) { position, _ in
                        if position >= round * 50 { withUnsafeCurrentTask { $0?.cancel() } }
                    }
                }
                _ = await task.result
                let checkpoints = try await Projector(log.store).checkpoints()
                #expect(checkpoints.allSatisfy { (1...240).contains($0.position) })
            }
            try await log.project(batch: 20)
            #expect(try await log.rows() == rows)
        }
    }

    @Test func `sessions ended at any moment lose and double nothing`() async throws {
        try await withHistory(seed: 5) { log, rows in
            try await log.forgetReadModels()
            let killer = Task { try await endSessions(of: log.url) }
            var runs = 0
            while runs < 200 {
                runs += 1
                let projector = Projector(
                    EventStore(Pool(log.url, size: 2)), batch: 9, lease: .milliseconds(400))
                if (try? await projector.run()) != nil { break }
            }
            killer.cancel()
            _ = await killer.result
            try await log.project()
            #expect(try await log.rows() == rows, "after \(runs) runs")
        }
    }

    /// Ends every session of a database but its own, again and again, until cancelled.
    private func endSessions(of url: String) async throws {
        let connection = try await Connection(url)
        // Longer and longer: making all the tables takes its time too.
        var pause = Duration.milliseconds(30)
        while !Task.isCancelled {
            try await connection.execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)
            try await Task.sleep(for: pause)
            pause += .milliseconds(10)
        }
        await connection.close()
    }

    @Test func `a raised version computes the table again`() async throws {
        try await withHistory(seed: 6) { log, rows in
            for projection in ProjectionCatalog.all {
                try await log.query(
                    """
                    UPDATE annals_read.checkpoints SET version = version - 1
                    WHERE projection = \(projection.name)
                    """)
                // What an older version left: another row, another column.
                let table: SQL = "annals_read.\(identifier: projection.name)"
                try await log.query("DELETE FROM \(table) WHERE from_position > 100")
                try await log.query("ALTER TABLE \(table) ADD COLUMN gone integer")
                try await log.project(batch: 60)
                #expect(try await log.rows() == rows, "\(projection.name)")
            }
            let checkpoints = try await Projector(log.store).checkpoints()
            #expect(
                checkpoints.map(\.version)
                    == checkpoints.map(\.projection).compactMap { name in
                        ProjectionCatalog.all.first { $0.name == name }?.version
                    })
            #expect(checkpoints.allSatisfy { $0.position == 240 })
        }
    }
}
