import EventStorage
import Filings
import Postgres
import TestSupport
import Testing

@testable import Projections

extension ReadModelLog {
    /// The digests of the catalog's tables in a place that no checkpoint speaks of.
    func digests(in place: TablePlace, at position: Int64) async throws -> [ReadModelDigest] {
        try await pool.perform(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            var digests: [ReadModelDigest] = []
            for projection in ProjectionCatalog.all {
                digests.append(try projection.digest(in: place, at: position, on: connection))
            }
            return digests
        }
    }

    /// Appends random events from several tasks at once, ten a call, until done or cancelled.
    ///
    /// - Parameter times: How many calls each makes.
    /// - Returns: The head afterwards.
    @discardableResult
    func write(by writers: Int, times: Int, pause: Duration = .zero) async throws -> Int64 {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...writers {
                group.addTask {
                    var history = RandomHistory(seed: UInt64(1_000 + writer), tag: "w\(writer)-")
                    for _ in 0..<times where !Task.isCancelled {
                        try await append(history.events(10))
                        try? await Task.sleep(for: pause)
                    }
                }
            }
            try await group.waitForAll()
        }
        return try await store.head().position
    }

    /// 0 while one has no table.
    func lowestCheckpoint(of projections: [any Projection]) async throws -> Int64 {
        let checkpoints = try await Projector(store).checkpoints()
        return projections.map { projection in
            checkpoints.first { $0.projection == projection.name }?.position ?? 0
        }.min() ?? 0
    }

    /// What `StreamCounts` has counted is what the log holds, stream by stream and event by event.
    func expectEachEventOnce(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let counted = try await query(
            """
            SELECT concat_ws(' ', key, events, positions) FROM annals_read.stream_counts
            WHERE to_position IS NULL ORDER BY key
            """
        ).map { row -> String in try row.decode(0) }
        let stored = try await query(
            """
            SELECT concat_ws(' ', s.name, count(*), sum(e.position))
            FROM annals.events e JOIN annals.streams s USING (stream_id)
            GROUP BY s.name ORDER BY s.name COLLATE "C"
            """
        ).map { row -> String in try row.decode(0) }
        #expect(!stored.isEmpty && counted == stored, sourceLocation: sourceLocation)
        let versions = try await query(
            "SELECT count(*), count(DISTINCT from_position) FROM annals_read.stream_counts"
        ).first
        let rows: Int64? = try versions?.decode(0)
        let events: Int64? = try versions?.decode(1)
        let head = try await store.head().position
        #expect(rows == head && events == head, sourceLocation: sourceLocation)
    }
}
