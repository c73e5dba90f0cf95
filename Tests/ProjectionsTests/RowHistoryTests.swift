import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

@testable import Projections

/// Rows keep the positions between which they held: a read model as of any position is what a fold
/// up to that position gives.
@Suite struct RowHistoryTests {
    @Test(arguments: [11, 12])
    func `as of every position the rows are those of a fold in memory`(seed: UInt64) async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: seed)
            try await log.append(history.events(250))
            try await log.project(batch: 40)
            let events = try await log.events()
            for projection in ProjectionCatalog.all {
                try await check(projection, events, log)
            }
        }
    }

    @Test(.enabled(if: SubmissionsCorpus.isThere))
    func `as of every 100th position of a real history the rows are those of a fold`() async throws
    {
        try await withReadModelLog { log in
            try await RealHistory.ingest(into: log)
            try await log.project(batch: 700)
            let events = try await log.events()
            #expect(events.count > 3_500)
            let rows = try await log.rows()
            for projection in ProjectionCatalog.all {
                try #require(rows[projection.name]?.isEmpty == false, "\(projection.name)")
                try await check(projection, events, log, every: 100)
            }
        }
    }

    /// - Parameter step: How far the positions that are looked at lie apart; the last one always is.
    private func check<Source: Projection>(
        _ projection: Source, _ events: [RecordedEvent], _ log: ReadModelLog, every step: Int64 = 1
    ) async throws {
        let versions = try await self.versions(of: projection, in: log)
        var expected: [String: Source.Row] = [:]
        for event in events {
            for key in projection.keys(of: event) {
                try projection.evolve(&expected[key], key: key, by: event)
            }
            guard event.position % step == 0 || event.position == Int64(events.count) else {
                continue
            }
            let held = versions.filter { $0.holds(at: event.position) }
            let rows = Dictionary(held.map { ($0.key, $0.row) }) { one, _ in one }
            #expect(held.count == rows.count, "two rows of a key at \(event.position)")
            guard rows == expected else {
                Issue.record("\(projection.name) differs as of \(event.position)")
                return
            }
        }
        for (one, next) in zip(versions, versions.dropFirst()) where one.key == next.key {
            #expect(one.row != next.row, "\(one.key) changes at \(next.from) and stays the same")
        }
    }

    private struct Version<Row: ProjectedRow> {
        let key: String
        let from: Int64
        let to: Int64?
        let row: Row

        func holds(at position: Int64) -> Bool { from <= position && position < to ?? .max }
    }

    private func versions<Source: Projection>(
        of projection: Source, in log: ReadModelLog
    ) async throws -> [Version<Source.Row>] {
        let columns = Source.Row.columns.map(\.name).joined(separator: ", ")
        let rows = try await log.query(
            """
            SELECT key, from_position, to_position, \(raw: columns)
            FROM annals_read.\(identifier: projection.name) ORDER BY key, from_position
            """)
        return try rows.map { row in
            var columns = ColumnReader(row, from: 3)
            return Version(
                key: try row.decode(0), from: try row.decode(1), to: try row.decode(2),
                row: try Source.Row(&columns))
        }
    }
}
