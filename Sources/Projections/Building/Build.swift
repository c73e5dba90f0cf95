import EventStorage
import Postgres

/// A row of `annals_read.builds`: projections that are computed in one reading of the log.
struct Build: Sendable {
    enum Phase: String {
        case loading
        case indexing
        case built
    }

    let name: String
    let place: TablePlace
    /// Without those that failed: a projection that meets a bad event leaves its build.
    var projections: [any Projection]
    let target: Int64
    var phase: Phase

    /// Finds a build of these projections that was begun and not swapped in yet.
    ///
    /// - Parameter wanted: The build computes some of these, in these versions, and nothing else.
    static func unfinished(
        of wanted: [any Projection], on connection: isolated Connection
    ) throws(BuildError) -> Build? {
        for row in try rows(on: connection) {
            let parts = zip(row.projections, row.versions).map { name, version in
                wanted.first { $0.name == name && $0.version == version }
            }
            let known = parts.compactMap(\.self)
            guard !known.isEmpty, known.count == parts.count else { continue }
            return Build(
                name: row.build, place: .next, projections: known, target: row.target,
                phase: row.phase)
        }
        return nil
    }

    /// Throws away builds that compute one of these projections, of whatever version.
    static func discardOthers(
        than kept: Build?, of wanted: [any Projection], on connection: isolated Connection
    ) throws(BuildError) {
        for row in try rows(on: connection) where row.build != kept?.name {
            guard row.projections.contains(where: { name in wanted.contains { $0.name == name } })
            else { continue }
            for name in row.projections { try drop(name, in: .next, on: connection) }
            try BuildError.wrappingDatabase { () throws(DatabaseError) in
                try connection.execute("DELETE FROM annals_read.builds WHERE build = \(row.build)")
            }
        }
    }

    /// Makes the tables, cuts the streams into ranges and writes both down.
    ///
    /// - Parameter rangeEvents: About how many events a range has; a stream is never cut.
    static func begin(
        _ projections: [any Projection], in place: TablePlace, name: String, target: Int64,
        rangeEvents: Int64, on connection: isolated Connection
    ) throws(BuildError) -> Build {
        try BuildError.wrappingDatabase { () throws(DatabaseError) in
            try connection.execute(
                """
                INSERT INTO annals_read.builds
                    (build, place, projections, versions, target, phase, started_at)
                VALUES (\(name), \(place.word), \(projections.map(\.name)),
                    \(projections.map(\.version)), \(target), 'loading', clock_timestamp())
                """)
            try connection.execute(
                """
                INSERT INTO annals_read.build_ranges (build, first_stream, last_stream, events)
                \(BuildRange.cut(through: target, rangeEvents: rangeEvents, build: name))
                """)
            for projection in projections {
                try projection.createTable(in: place, on: connection)
            }
        }
        return Build(
            name: name, place: place, projections: projections, target: target, phase: .loading)
    }

    /// The first statement of a transaction that ends a phase: whoever was thought dead meanwhile
    /// finds that somebody else ended it, and changes nothing.
    ///
    /// - Throws: ``BuildError/discarded`` when the build is not in its phase any more.
    func move(to next: Phase, on connection: isolated Connection) throws(BuildError) {
        let moved = try BuildError.wrappingDatabase { () throws(DatabaseError) in
            try connection.execute(
                """
                UPDATE annals_read.builds SET phase = \(next.rawValue)
                WHERE build = \(name) AND phase = \(phase.rawValue)
                """)
        }
        if moved == 0 { throw .discarded }
    }

    /// Takes a projection out of its build, which goes on with the others; without any it is gone.
    static func leave(
        _ build: String, _ projection: String, on connection: isolated Connection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            UPDATE annals_read.builds SET (projections, versions) = (
                SELECT coalesce(array_agg(p ORDER BY n), '{}'), coalesce(array_agg(v ORDER BY n), '{}')
                FROM unnest(projections, versions) WITH ORDINALITY AS u(p, v, n)
                WHERE p <> \(projection))
            WHERE build = \(build)
            """)
    }

    static func drop(
        _ projection: String, in place: TablePlace, on connection: isolated Connection
    ) throws(BuildError) {
        try BuildError.wrappingDatabase { () throws(DatabaseError) in
            try connection.script(
                """
                SET LOCAL ROLE annals_projector;
                DROP TABLE IF EXISTS \(place.schema).\(place.table(projection));
                RESET ROLE
                """)
            guard place == .next else { return }
            try connection.execute(
                """
                DELETE FROM annals_read.checkpoints
                WHERE projection = \(projection) AND place = 'next'
                """)
        }
    }

    private struct Stored {
        let build: String
        let projections: [String]
        let versions: [Int64]
        let target: Int64
        let phase: Phase
    }

    private static func rows(
        on connection: isolated Connection
    ) throws(BuildError) -> [Stored] {
        try BuildError.wrappingDatabase { () throws(DatabaseError) in
            try connection.query(
                """
                SELECT build, projections, versions, target, phase FROM annals_read.builds
                WHERE place = 'next' ORDER BY started_at, build
                """
            ).map { row throws(DatabaseError) in
                let phase: String = try row.decode(4)
                return Stored(
                    build: try row.decode(0), projections: try row.decode(1),
                    versions: try row.decode(2), target: try row.decode(3),
                    phase: Phase(rawValue: phase) ?? .loading)
            }
        }
    }
}

extension Projection {
    /// The empty table of a build, without indexes.
    func createTable(
        in place: TablePlace, on connection: isolated Connection
    ) throws(DatabaseError) {
        let table = ProjectionTable(self, in: place)
        try table.create(on: connection)
        // Until it is built nothing reads it: what autovacuum would do meanwhile is in vain, and
        // costs a core.
        try connection.script(
            """
            SET LOCAL ROLE annals_projector;
            ALTER TABLE \(table.name) SET (autovacuum_enabled = off);
            RESET ROLE
            """)
    }
}
