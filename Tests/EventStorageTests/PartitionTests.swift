import Filings
import Postgres
import Schema
import TestSupport
import Testing

@testable import EventStorage

/// A log that is divided by position.
struct PartitionTests {
    private static let unit = LogDivision.unit

    @Test func `a log is divided while it is written to`() async throws {
        try await withLog(connections: 4) { log in
            try await log.store.append(1...20)
            let writer = Task {
                for number in 21...300 { try await log.store.append(.sample(number), to: .other) }
            }
            let isNew = try await LogDivision(log.pool, size: Self.unit).divide()
            try await writer.value
            #expect(isNew)
            #expect(try await log.events().map(\.id) == (1...300).map { "test:\($0)" })
            let partitions = try await log.store.partitions()
            #expect(partitions.map(\.number) == [1, 2, 3])
            #expect(
                partitions.map(\.positions)
                    == (0..<3).map { ($0 * Self.unit + 1)...(($0 + 1) * Self.unit) })
            #expect(try await !LogDivision(log.pool, size: Self.unit).divide())
            // What is not there any more would refuse position 65,537.
            let checks = try await log.query(
                "SELECT conname::text FROM pg_constraint WHERE conname = 'events_first'")
            #expect(checks.isEmpty)
        }
    }

    @Test func `the first partition leaves room for what comes while the log is divided`()
        async throws
    {
        try await withLog { log in
            let almost = Int(Self.unit) - Int(Self.unit) / 20
            _ = try await log.store.bulkAppend(
                [.init(NewEvent.samples(1...almost), to: .sample)], by: "tester")
            #expect(try await LogDivision(log.pool, size: Self.unit).divide())
            #expect(
                try await log.store.partitions().map(\.positions.upperBound)
                    == [2, 3, 4].map { $0 * Self.unit })
        }
    }

    @Test func `partitions are added when an append needs them, also by a writer`() async throws {
        try await withLog(partitions: 4) { log in
            try await withStore(as: "annals_writer", of: log) { writer in
                for number in 1...30 { _ = try await writer.append(.sample(number)) }
                let report = try await writer.bulkAppend(
                    [.init(NewEvent.samples(28...37), to: .sample)], by: "tester")
                #expect(report.appended == 7)
                let why = await refusal {
                    _ = try await writer.query("SELECT annals.add_partition(99, 9999, 10000)")
                }
                guard case .database(let failure) = why else {
                    Issue.record("a writer made a partition as it liked")
                    return
                }
                #expect(failure.sqlState == .insufficientPrivilege)
            }
            let partitions = try await log.store.partitions()
            #expect(partitions.count >= 10)
            for (former, next) in zip(partitions, partitions.dropFirst()) {
                let last = former.positions.upperBound
                #expect(next.positions == (last + 1)...(last + 4))
            }
            try await withStore(as: "annals_reader", of: log) { reader in
                let count = try await reader.events(in: .sample).count
                #expect(count == 37)
            }
        }
    }

    @Test func `a place that is taken in an older partition is refused`() async throws {
        try await withLog(partitions: 4) { log in
            try await log.store.append(1...6)
            try await log.store.append(7...9, to: .other)
            for (what, version, key) in [("version", 2, "test:new"), ("source key", 10, "test:3")] {
                let why = await refusal {
                    _ = try await log.store.query(
                        """
                        INSERT INTO annals.events
                            (position, stream_id, recorded_at, version, type, source_key, entry)
                        SELECT 10, stream_id, now(), \(Int32(version)), type, \(key), entry
                        FROM annals.events WHERE position = 1
                        """)
                }
                guard case .database(let failure) = why else {
                    Issue.record("\(what) was taken twice")
                    continue
                }
                #expect(failure.sqlState == .uniqueViolation)
                #expect(failure.message.hasPrefix(what))
            }
        }
    }

    @Test func `what was recorded is known in whatever partition it lies`() async throws {
        try await withLog(bulkChunkEvents: 6, partitions: 4) { log in
            let first = try await log.store.append(1...6)
            try await log.store.append(7...12, to: .other)
            let again = try await log.store.append(1...6)
            #expect(again.map(\.position) == first.map(\.position))
            #expect(again.map(\.wasKnown) == Array(repeating: true, count: 6))
            let mixed = (1...30).map { NewEvent.sample($0, note: $0 == 2 ? "other" : "") }
            let report = try await log.store.bulkAppend(
                [.init(mixed, to: .sample)], by: "tester")
            #expect(report.known == 5)
            #expect(report.conflicts.map(\.position) == [2])
            #expect(report.appended == 24)
        }
    }

    @Test func `what is recorded stays in each partition, also for the owner`() async throws {
        try await withLog(partitions: 4) { log in
            try await log.store.append(1...6)
            for change in [
                "UPDATE annals.events SET type = type", "DELETE FROM annals.events",
                "TRUNCATE annals.events", "UPDATE annals.events_1 SET type = type",
                "DELETE FROM annals.events_2", "TRUNCATE annals.events_1",
            ] {
                let why = await refusal { _ = try await log.store.query("\(raw: change)") }
                guard case .database(let failure) = why else {
                    Issue.record("\(change) was not refused")
                    continue
                }
                #expect(failure.sqlState == SQLState("AN004"), "\(change)")
            }
        }
    }

    @Test func `an instant has its position over partitions`() async throws {
        try await withLog(partitions: 4) { log in
            try await log.store.append(1...11)
            for event in try await log.events() {
                #expect(try await log.store.position(at: event.recordedAt) == event.position)
            }
        }
    }

    private func withStore(
        as role: String, of log: ScratchLog, _ body: (EventStore) async throws -> Void
    ) async throws {
        // `options` is not for poolers.
        let pool = Pool(log.url(as: role), size: 2, options: Surroundings.options)
        do { try await body(EventStore(pool)) } catch {
            await pool.close()
            throw error
        }
        await pool.close()
    }
}
