import EventStorage
import Postgres

/// What ends a build: statistics for the planner, and a checkpoint to go on from.
struct BuildEnd {
    let build: Build

    /// Flushes what was committed without waiting for the disk, too: a swap, whose locks last until
    /// its commit is flushed, then has little to wait for.
    func write(in pool: Pool) async throws(BuildError) {
        try await pool.perform(throwing: BuildError.self) { connection throws(BuildError) in
            try connection.transaction(throwing: BuildError.self) {
                connection throws(BuildError) in
                try BuildError.wrapping { () throws(EventStoreError) in
                    try connection.run(
                        script: "SET LOCAL idle_in_transaction_session_timeout = '5s'")
                }
                try build.move(to: .built, on: connection)
                for projection in build.projections { try settle(projection, on: connection) }
            }
        }
    }

    private func settle(
        _ projection: any Projection, on connection: isolated Connection
    ) throws(BuildError) {
        let table = "\(build.place.schema).\(build.place.table(projection.name))"
        try BuildError.wrapping { () throws(EventStoreError) in
            try connection.run(
                script: """
                    SET LOCAL ROLE annals_projector;
                    ALTER TABLE \(table) RESET (autovacuum_enabled);
                    ANALYZE \(table);
                    RESET ROLE
                    """)
            guard build.place == .next else { return }
            try Checkpoint.start(
                projection.name, version: projection.version, in: .next, at: build.target,
                on: connection)
        }
    }
}
