import EventStorage
import Filings
import Postgres
import ProjectWorker
import TestSupport
import Testing

@testable import Projections

/// A digest says what the rows are, all of it and nothing else.
@Suite(.serialized) struct DigestTests {
    private func withHistory(
        seed: UInt64, of count: Int = 160,
        _ body: (ReadModelLog, _ digests: [ReadModelDigest]) async throws -> Void
    ) async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: seed)
            try await log.append(history.events(count))
            try await log.project()
            let digests = try await log.models.digests()
            try #require(digests.map(\.projection) == ProjectionCatalog.all.map(\.name))
            try #require(digests.allSatisfy { $0.rows > 0 && $0.position == count })
            try #require(Set(digests.map(\.digest)).count == digests.count)
            try await body(log, digests)
        }
    }

    @Test func `no setting of the session has a part in it`() async throws {
        let settings = [
            "TimeZone = 'Asia/Shanghai'", "TimeZone = 'America/New_York'",
            "DateStyle = 'German, DMY'", "IntervalStyle = 'sql_standard'", "lc_messages = 'C'",
            "lc_monetary = 'C'", "lc_numeric = 'C'", "lc_time = 'C'", "bytea_output = 'escape'",
            "extra_float_digits = -15", "enable_indexscan = off", "enable_sort = off",
            "work_mem = '64kB'",
        ]
        try await withHistory(seed: 11) { log, digests in
            let session = try await Connection(log.url)
            for setting in settings {
                try await session.script("SET \(setting)")
                let found = try await session.perform(throwing: EventStoreError.self) {
                    connection throws(EventStoreError) in
                    var found: [ReadModelDigest] = []
                    for projection in ProjectionCatalog.all {
                        found.append(try projection.digest(in: .live, at: 160, on: connection))
                    }
                    return found
                }
                #expect(found == digests, "\(setting)")
            }
            await session.close()
        }
    }

    @Test func `neither the batches nor the places of rows on disk have a part in it`()
        async throws
    {
        try await withHistory(seed: 12) { log, digests in
            for batch in [1, 7, 1_000] {
                try await log.forgetReadModels()
                try await log.project(batch: batch)
                #expect(try await log.models.digests() == digests, "in steps of \(batch)")
            }
            for projection in ProjectionCatalog.all {
                let columns = ["key", "from_position", "to_position"] + projection.columnNames
                let list = columns.joined(separator: ", ")
                let table: SQL = "annals_read.\(identifier: projection.name)"
                try await log.query(
                    "CREATE TABLE shuffled AS SELECT \(raw: list) FROM \(table) ORDER BY random()")
                try await log.query("TRUNCATE \(table)")
                try await log.query(
                    "INSERT INTO \(table) (\(raw: list)) SELECT * FROM shuffled")
                try await log.query("DROP TABLE shuffled")
            }
            #expect(try await log.models.digests() == digests)
        }
    }

    /// One row of the timeline, a claim's.
    private static let one =
        "WHERE ctid = (SELECT max(ctid) FROM annals_read.timeline WHERE record IS NOT NULL)"

    @Test(arguments: [
        "UPDATE annals_read.timeline SET title = title || '.' \(one)",
        "UPDATE annals_read.timeline SET title = overlay(title PLACING '~' FROM 1) \(one)",
        "UPDATE annals_read.timeline SET record = replace(record, '\"', '''') \(one)",
        "UPDATE annals_read.timeline SET anchor = coalesce(anchor, '2020-01-01') + 1 \(one)",
        "UPDATE annals_read.timeline SET tier = NULL WHERE tier IS NOT NULL",
        "UPDATE annals_read.timeline SET company = company || left(kind, 1), kind = substr(kind, 2)",
        "UPDATE annals_read.timeline SET is_plain = NOT is_plain \(one)",
        "UPDATE annals_read.timeline SET key = key || ' ' \(one)",
        "UPDATE annals_read.timeline SET to_position = 160 WHERE to_position IS NULL",
        "UPDATE annals_read.timeline SET to_position = NULL WHERE to_position < 160",
        "UPDATE annals_read.timeline SET from_position = from_position - 1 \(one)",
        "DELETE FROM annals_read.timeline \(one)",
        "INSERT INTO annals_read.timeline SELECT * FROM annals_read.timeline \(one)",
    ]) func `one change of a row changes it, and no other read model's`(change: String)
        async throws
    {
        try await withHistory(seed: 13) { log, digests in
            try await log.query("DROP INDEX annals_read.timeline_by_key")
            let count = try await log.query("WITH c AS (\(raw: change) RETURNING 1) TABLE c").count
            try #require(count > 0)
            let changed = zip(try await log.models.digests(), digests).filter { $0 != $1 }
            #expect(changed.map(\.0.projection) == ["timeline"])
            #expect(changed.allSatisfy { $0.digest != $1.digest })
        }
    }

    @Test func `as of a position it is that of the events up to there`() async throws {
        try await withHistory(seed: 14, of: 120) { log, _ in
            let events = try await log.events()
            for position in stride(from: 0, through: Int64(120), by: 8) {
                let first = events.filter { $0.position <= position }
                let live = try await log.models.digests(at: position)
                let again = try await log.pool.perform(throwing: EventStoreError.self) {
                    connection throws(EventStoreError) in
                    var again: [ReadModelDigest] = []
                    for projection in ProjectionCatalog.all {
                        again.append(try projection.replayed(first, at: position, on: connection))
                    }
                    return again
                }
                #expect(live == again, "as of \(position)")
            }
        }
    }

    @Test func `asked while a projector works, all are of one state`() async throws {
        try await withHistory(seed: 15, of: 240) { log, _ in
            try await log.forgetReadModels()
            async let projected = log.project(batch: 3)
            var seen: [[ReadModelDigest]] = []
            while seen.last?.first?.position != 240 {
                do throws(DigestError) {
                    seen.append(try await log.models.digests())
                } catch {
                    guard case .notBuilt = error else { throw error }
                }
            }
            _ = try await projected
            for digests in seen {
                let position = digests.first?.position
                #expect(try await log.models.digests(at: position) == digests)
            }
        }
    }

    @Test func `a read model that is missing, older or behind has none`() async throws {
        try await withReadModelLog { log in
            await #expect(throws: DigestError.notBuilt(projection: "companies")) {
                try await log.models.digests()
            }
            var history = RandomHistory(seed: 16)
            try await log.append(history.events(20))
            try await log.project()
            #expect(try await log.models.digests(of: ["runs", "timeline"]).count == 2)
            await #expect(throws: DigestError.notBuilt(projection: "sparrows")) {
                try await log.models.digests(of: ["sparrows"])
            }
            let behind = DigestError.behind(projection: "runs", reached: 20, asked: 21)
            await #expect(throws: behind) {
                try await log.models.digests(of: ["runs"], at: 21)
            }
            try await log.query("UPDATE annals_read.checkpoints SET version = version - 1")
            await #expect(throws: DigestError.notBuilt(projection: "runs")) {
                try await log.models.digests(of: ["runs"])
            }
        }
    }

    @Test func `it is the same for ever`() async throws {
        try await withReadModelLog { log in
            let digest = try await log.pool.perform(throwing: EventStoreError.self) {
                connection throws(EventStoreError) in
                let events = recorded(.unknown(1), .unknown(2)) + recorded(.unknown(3), in: .other)
                return try StreamCounts().replayed(events, at: 2, on: connection)
            }
            #expect(digest.rows == 3)
            #expect(
                digest.digest == "d08be52b0ac88845876146596c074a042a448e77ef91e4a6b334a43faf0b6a60")
        }
    }
}

extension Projection {
    fileprivate var columnNames: [String] { Row.columns.map(\.name) }

    /// The digest of what these events give, in a table that is dropped again.
    fileprivate func replayed(
        _ events: [RecordedEvent], at position: Int64, on connection: isolated Connection
    ) throws(EventStoreError) -> ReadModelDigest {
        var fold = ProjectionFold(self)
        for event in events {
            do throws(RefusedByProjection) {
                try fold.apply(event)
            } catch {
                throw .unreadable(position: event.position, reason: "\(error)")
            }
        }
        let place = TablePlace.replay(build: "test")
        return try connection.transaction(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            let table = ProjectionTable(self, in: place)
            do throws(DatabaseError) {
                try table.create(on: connection)
            } catch {
                throw EventStoreError(error)
            }
            try table.write(fold, on: connection)
            let digest = try digest(in: place, at: position, on: connection)
            do throws(DatabaseError) {
                try connection.script("DROP TABLE \(table.name)")
            } catch {
                throw EventStoreError(error)
            }
            return digest
        }
    }
}
