import EventStorage
import Postgres

@testable import Projections

extension ReadModelLog {
    /// Every row of every read model in a place, positions included, in order.
    func rows(in place: TablePlace) async throws -> [String: [String]] {
        var rows: [String: [String]] = [:]
        for projection in ProjectionCatalog.all {
            let table = place.table(projection.name)
            rows[projection.name] = try await query(
                """
                SELECT t::text FROM \(identifier: place.schema).\(identifier: table) t
                ORDER BY key, from_position
                """
            ).map { row in try row.decode(0) }
        }
        return rows
    }

    /// A builder with ranges so small that a short history has several.
    func builder(
        workers: Int = 2, rangeEvents: Int64 = 40,
        _ projections: [any Projection] = ProjectionCatalog.all, place: TablePlace = .next
    ) -> Builder {
        Builder(
            store, projections: projections, place: place, workers: workers,
            rangeEvents: rangeEvents)
    }

    func rebuilder(_ projections: [any Projection] = ProjectionCatalog.all) -> Rebuilder {
        Rebuilder(store, projections: projections, workers: 2)
    }

    /// The one value of the one row.
    func value<Value: SQLDecodable>(_ sql: SQL) async throws -> Value? {
        try await query(sql).first?.decode(0)
    }

    /// The indexes of a projection's table, as the server words them, without their place.
    func indexes(of projection: String, in place: TablePlace) async throws -> [String] {
        try await query(
            """
            SELECT replace(indexdef, ' ON ' || schemaname || '.', ' ON ') FROM pg_indexes
            WHERE schemaname = \(place.schema) AND tablename = \(place.table(projection))
            ORDER BY 1
            """
        ).map { row in try row.decode(0) }
    }
}

/// A migrated database with a random history of several streams and its read models.
func withHistory<Value>(
    seed: UInt64 = 1, of count: Int = 240, _ body: (ReadModelLog) async throws -> Value
) async throws -> Value {
    try await withReadModelLog { log in
        var history = RandomHistory(seed: seed)
        try await log.append(history.events(count))
        try await log.project()
        return try await body(log)
    }
}

extension ReadModelLog {
    /// Appends what comes in a random history after its first events.
    func append(_ count: Int, after first: Int = 240, of seed: UInt64) async throws {
        var history = RandomHistory(seed: seed)
        try await append(Array(history.events(first + count)[first...]))
    }
}
