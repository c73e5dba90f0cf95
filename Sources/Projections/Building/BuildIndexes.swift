import EventStorage
import Postgres
import Synchronization

/// Makes the indexes of a build's tables, one transaction each; those that are there stay.
struct BuildIndexes {
    let build: Build
    let workers: Int

    func make(
        in pool: Pool, progress: @escaping @Sendable (BuildProgress) -> Void
    ) async throws(BuildError) {
        let statements = try await statements(in: pool)
        let total = Int64(statements.count)
        let (began, show) = (ContinuousClock.now, progress)
        let waiting = Mutex(statements[...])
        let done = Mutex<Int64>(0)
        try await Workers.run(min(workers, statements.count), in: pool) {
            connection throws(BuildError) in
            guard let statement = waiting.withLock({ $0.popFirst() }) else { return false }
            try BuildError.wrappingDatabase { () throws(DatabaseError) in
                try connection.transaction(throwing: DatabaseError.self) {
                    connection throws(DatabaseError) in
                    try connection.stayBrief(throwing: DatabaseError.self)
                    try connection.script(
                        """
                        SET LOCAL maintenance_work_mem = '256MB';
                        SET LOCAL ROLE annals_projector
                        """)
                    try connection.script(statement)
                }
            }
            let count = done.withLock { count in
                count += 1
                return count
            }
            show(
                BuildProgress(
                    phase: .indexing, done: count, total: total, doneBefore: 0,
                    elapsed: ContinuousClock.now - began))
            return true
        }
    }

    /// Table by table: workers that index the same table read it together.
    private func statements(in pool: Pool) async throws(BuildError) -> [String] {
        let trigrams = try await pool.perform(throwing: BuildError.self) {
            connection throws(BuildError) in
            try BuildError.wrappingDatabase { () throws(DatabaseError) in
                try Timeline.trigramSchema(on: connection)
            }
        }
        return build.projections.flatMap {
            $0.indexStatements(in: build.place, trigrams: trigrams)
        }
    }
}

extension Projection {
    static func trigramSchema(on connection: isolated Connection) throws(DatabaseError) -> String {
        try ProjectionTable<Self>.trigramSchema(on: connection)
    }

    func indexStatements(in place: TablePlace, trigrams: String) -> [String] {
        ProjectionTable(self, in: place).indexes(trigrams: trigrams)
    }
}
