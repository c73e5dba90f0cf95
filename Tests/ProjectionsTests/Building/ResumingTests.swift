import EventStorage
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Projections

/// What an interrupted build leaves, and what the next one makes of it.
@Suite(.serialized) struct ResumingTests {
    /// The number of ranges that are done, of the one build.
    private func done(_ log: ReadModelLog) async throws -> Int64 {
        try await log.value(
            "SELECT count(*) FROM annals_read.build_ranges WHERE done_at IS NOT NULL") ?? 0
    }

    @Test func `a cancelled build goes on with what is not done`() async throws {
        try await withHistory(seed: 21) { log in
            let rows = try await log.rows()
            for most in [30, 90, 150] as [Int64] {
                let run = Task {
                    try await log.builder(workers: 1, rangeEvents: 1).run { progress in
                        if progress.done >= most { withUnsafeCurrentTask { $0?.cancel() } }
                    }
                }
                guard case .failure = await run.result else { continue }
            }
            let before = try await done(log)
            #expect(before >= 1)
            let builds: Int64? = try await log.value("SELECT count(*) FROM annals_read.builds")
            #expect(builds == 1)
            let starts = Mutex<[Int64]>([])
            _ = try await log.builder(rangeEvents: 1).run { progress in
                if progress.phase == .loading { starts.withLock { $0.append(progress.doneBefore) } }
            }
            #expect(starts.withLock { $0.allSatisfy { $0 > 0 } })
            #expect(try await log.rows(in: .next) == rows)
        }
    }

    @Test func `a built table is not built again, a missing index is made`() async throws {
        try await withHistory(seed: 22) { log in
            let rows = try await log.rows()
            _ = try await log.builder().run()
            let phases = Mutex<[BuildProgress.Phase]>([])
            _ = try await log.builder().run { progress in
                phases.withLock { $0.append(progress.phase) }
            }
            #expect(phases.withLock { $0 } == [])
            // As after a kill in the middle of the indexes.
            try await log.query("DELETE FROM annals_read.checkpoints WHERE place = 'next'")
            try await log.query("UPDATE annals_read.builds SET phase = 'indexing'")
            try await log.query("DROP INDEX annals_next.timeline_by_history")
            _ = try await log.builder().run { progress in
                phases.withLock { $0.append(progress.phase) }
            }
            #expect(phases.withLock { Set($0) } == [.indexing])
            #expect(try await log.rows(in: .next) == rows)
            let live = try await log.indexes(of: "timeline", in: .live)
            #expect(try await log.indexes(of: "timeline", in: .next) == live)
        }
    }

    @Test func `sessions ended at any moment lose and double nothing`() async throws {
        try await withHistory(seed: 23) { log in
            let rows = try await log.rows()
            let killer = Task { try await endSessions(of: log.url) }
            var runs = 0
            while runs < 300 {
                runs += 1
                let store = EventStore(Pool(log.url, size: 2))
                let builder = Builder(
                    store, projections: ProjectionCatalog.all, place: .next, workers: 2,
                    rangeEvents: 1)
                if (try? await builder.run()) != nil { break }
            }
            killer.cancel()
            _ = await killer.result
            // The lock of the last one that died may outlive it for a moment.
            var report: BuildReport?
            for _ in 0..<100 where report == nil {
                do throws(BuildError) {
                    report = try await log.builder(rangeEvents: 1).run()
                } catch {
                    guard error == .busy else { throw error }
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            #expect(report?.built.count == ProjectionCatalog.all.count)
            #expect(try await log.rows(in: .next) == rows, "after \(runs) runs")
        }
    }

    /// Ends every session of a database but its own, again and again, until cancelled.
    private func endSessions(of url: String) async throws {
        let connection = try await Connection(url)
        while !Task.isCancelled {
            try await connection.execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)
            try await Task.sleep(for: .milliseconds(40))
        }
        await connection.close()
    }
}
