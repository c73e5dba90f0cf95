import Postgres

/// Bytes on disk an event: every table and index of the log against the limit's table alone.
enum DiskSize {
    static func run(_ bench: inout Bench) async throws -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.disk.rawValue, title: "bytes on disk an event",
            limitTitle: "the limit's table with its indexes", unit: "bytes", goal: .none)
        let rows = try await bench.log.limits.query(
            """
            SELECT pg_total_relation_size('limits.events'),
                   sum(pg_total_relation_size(c.oid))::bigint,
                   (SELECT count(*) FROM limits.events), (SELECT count(*) FROM annals.events),
                   (SELECT avg(octet_length(entry))::bigint FROM annals.events)
            FROM pg_class c
            WHERE c.relnamespace = 'annals'::regnamespace AND c.relkind = 'r'
            """)
        guard let row = rows.first else { throw BenchError("The tables have no size.") }
        let limit = Double(try row.decode(0, as: Int64.self))
        let system = Double(try row.decode(1, as: Int64.self))
        comparison.limit.add(limit / Double(try row.decode(2, as: Int64.self)))
        comparison.system.add(system / Double(try row.decode(3, as: Int64.self)))
        comparison.notes.append("entries of \(try row.decode(4, as: Int64.self)) bytes on average")
        return comparison
    }
}
