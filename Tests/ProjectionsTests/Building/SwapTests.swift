import EventStorage
import Filings
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Projections

@Suite(.serialized) struct SwapTests {
    @Test func `the built tables take the live ones' place, and those are kept`() async throws {
        try await withHistory(seed: 31) { log in
            let rows = try await log.rows()
            let before = try await Projector(log.store).checkpoints().map(\.epoch)
            let report = try await log.rebuilder().run()
            #expect(try await log.rows() == rows)
            #expect(try await log.rows(in: .former) == rows)
            #expect(report.swap?.tables.count == ProjectionCatalog.all.count)
            #expect(report.tables.allSatisfy { $0.comparison?.isSame ?? false })
            #expect(!report.hasFindings)
            let left: Int64? = try await log.value(
                """
                SELECT (SELECT count(*) FROM annals_read.builds)
                    + (SELECT count(*) FROM pg_tables WHERE schemaname = 'annals_next')
                    + (SELECT count(*) FROM annals_read.checkpoints WHERE place = 'next')
                """)
            #expect(left == 0)
            // Whoever ran it with the epoch before finds another one.
            let epochs = try await Projector(log.store).checkpoints().map(\.epoch)
            #expect(zip(before, epochs).allSatisfy { $0 < $1 })
            // Again, with a former table to drop and indexes that have their names.
            _ = try await log.rebuilder().run()
            #expect(try await log.rows() == rows)
            #expect(try await log.project() == 240)
        }
    }

    @Test func `without live tables there is nothing to compare, and they are there after it`()
        async throws
    {
        try await withHistory(seed: 32) { log in
            let rows = try await log.rows()
            try await log.forgetReadModels()
            let report = try await log.rebuilder().run()
            #expect(report.tables.allSatisfy { $0.comparison == nil })
            #expect(try await log.rows() == rows)
            #expect(try await log.project() == 240)
        }
    }

    @Test func `what was recorded since is there after the swap`() async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: 33)
            let events = history.events(900)
            try await log.append(Array(events[..<100]))
            _ = try await log.rebuilder().run(swaps: false)
            try await log.append(Array(events[100...]))
            try await log.project()
            let rows = try await log.rows()
            let report = try await log.rebuilder().run()
            #expect(report.swap?.tables.allSatisfy { $0.position == 900 } ?? false)
            #expect(try await log.rows() == rows)
        }
    }

    @Test func `a reader who holds the table is given way, and the swap comes after it`()
        async throws
    {
        try await withHistory(seed: 34) { log in
            let reader = try await Connection(log.url)
            try await reader.script("BEGIN; LOCK TABLE annals_read.timeline IN ACCESS SHARE MODE")
            let run = Task { try await log.rebuilder().run() }
            for _ in 0..<2_000 where try await log.tableLocksWaited() == 0 {
                try await Task.sleep(for: .milliseconds(5))
            }
            // Others are not kept from reading behind the one that waits.
            #expect(
                try await log.models.timeline(of: StreamName(stored: "company-a")).isEmpty == false)
            try await reader.script("COMMIT")
            let report = try await run.value
            #expect(report.swap != nil)
            await reader.close()
        }
    }

    @Test func `eight writers and a reader notice nothing`() async throws {
        try await withHistory(seed: 35) { log in
            let end = End()
            let writers = (0..<8).map { writer in
                Task {
                    var number = 0
                    while !end.isReached {
                        number += 1
                        let event = NewEvent.listed("000000000\(writer)-24-\(100_000 + number)") {
                            _ in
                        }
                        try await log.store.append(
                            [event], to: StreamName(stored: "company-w\(writer)"), by: "tester")
                        try await Task.sleep(for: .milliseconds(10))
                    }
                    return Int64(number)
                }
            }
            let projector = Task {
                while !end.isReached { try await log.project() }
            }
            let reader = Task {
                var counts: [Int64] = []
                while !end.isReached {
                    let count: Int64? = try await log.value(
                        "SELECT count(*) FROM annals_read.timeline")
                    counts.append(count ?? -1)
                    _ = try await log.models.timeline(of: StreamName(stored: "company-w1"))
                }
                return counts
            }
            for _ in 1...5 { _ = try await log.rebuilder().run() }
            end.reach()
            var appended: Int64 = 0
            for writer in writers { appended += try await writer.value }
            try await projector.value
            let counts = try await reader.value
            #expect(counts == counts.sorted() && (counts.first ?? 0) > 0)
            #expect(try await log.project() == 240 + appended)
            let live = try await log.rows()
            try await log.forgetReadModels()
            try await log.project()
            #expect(try await log.rows() == live)
        }
    }
}

/// Tells tasks to end.
private final class End: Sendable {
    private let value = Atomic(false)

    var isReached: Bool { value.load(ordering: .acquiring) }
    func reach() { value.store(true, ordering: .releasing) }
}

extension ReadModelLog {
    fileprivate func tableLocksWaited() async throws -> Int64 {
        try await value(
            """
            SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'
                AND relation = 'annals_read.timeline'::regclass
            """) ?? 0
    }
}
