import EventStorage
import Postgres

extension ReadModels {
    /// The names of this program's projections and their versions, in the order of the catalog.
    public static var projections: [(name: String, version: Int64)] {
        ProjectionCatalog.all.map { ($0.name, $0.version) }
    }

    /// The digests of live read models, all of one state of the database and as of one position.
    ///
    /// - Parameters:
    ///   - names: Of these projections; `nil`: of all. One that is not in ``projections`` is not
    ///     built.
    ///   - position: `nil`: the lowest that one of them has reached.
    /// - Returns: In the order of the catalog.
    public func digests(
        of names: [String]? = nil, at position: Int64? = nil
    ) async throws(DigestError) -> [ReadModelDigest] {
        let known = ProjectionCatalog.all.map(\.name)
        if let unknown = names?.first(where: { !known.contains($0) }) {
            throw .notBuilt(projection: unknown)
        }
        return try await digests(
            of: ProjectionCatalog.all.filter { names?.contains($0.name) ?? true }, at: position)
    }

    /// The same for projections of whatever catalog, in their order.
    package func digests(
        of asked: [any Projection], at position: Int64?
    ) async throws(DigestError) -> [ReadModelDigest] {
        try await store.pool.perform(throwing: DigestError.self) { connection throws(DigestError) in
            try connection.transaction(.snapshot, throwing: DigestError.self) {
                connection throws(DigestError) in
                try Self.hold(asked, on: connection)
                let position = try Self.position(position, of: asked, on: connection)
                var digests: [ReadModelDigest] = []
                for projection in asked {
                    do throws(EventStoreError) {
                        digests.append(
                            try projection.digest(in: .live, at: position, on: connection))
                    } catch {
                        throw .store(error)
                    }
                }
                return digests
            }
        }
    }

    /// Keeps the tables from being swapped for others.
    ///
    /// Before the first query, which is when PostgreSQL takes the transaction's snapshot: in a table
    /// that came later this transaction would see no rows.
    private static func hold(
        _ projections: [any Projection], on connection: isolated Connection
    ) throws(DigestError) {
        for projection in projections {
            do throws(DatabaseError) {
                try connection.execute(
                    "LOCK TABLE annals_read.\(identifier: projection.name) IN ACCESS SHARE MODE")
            } catch {
                if error.sqlState == .undefinedTable {
                    throw .notBuilt(projection: projection.name)
                }
                throw DigestError(error)
            }
        }
    }

    /// - Returns: What was asked for, or the lowest checkpoint.
    private static func position(
        _ asked: Int64?, of projections: [any Projection], on connection: isolated Connection
    ) throws(DigestError) -> Int64 {
        var reached: [String: Int64] = [:]
        do throws(DatabaseError) {
            let rows = try connection.query(
                """
                SELECT projection, version, position FROM annals_read.checkpoints
                WHERE place = 'live'
                """)
            for row in rows {
                let name: String = try row.decode(0)
                let version: Int64 = try row.decode(1)
                if projections.contains(where: { $0.name == name && $0.version == version }) {
                    reached[name] = try row.decode(2)
                }
            }
        } catch {
            throw DigestError(error)
        }
        for projection in projections {
            guard let position = reached[projection.name] else {
                throw .notBuilt(projection: projection.name)
            }
            if let asked, position < asked {
                throw .behind(projection: projection.name, reached: position, asked: asked)
            }
        }
        return asked ?? reached.values.min() ?? 0
    }
}
