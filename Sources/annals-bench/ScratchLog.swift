import EventStorage
import Filings
import Postgres

/// A scratch database with an empty log and, beside it, the table that stands for the limit.
struct ScratchLog {
    let administrator: String
    let name: String
    let url: String
    let pool: Pool
    let store: EventStore
    /// The session for the limit, checkpoints and sizes.
    let limits: Connection

    static func make(_ administrator: String) async throws -> ScratchLog {
        let name = "annals_bench_" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let session = try await Connection(administrator)
        try await session.execute("CREATE DATABASE \(identifier: name) TEMPLATE template0")
        await session.close()
        let url = Self.url(administrator, database: name)
        let pool = Pool(url, size: 4)
        _ = try await Migrator(pool).migrate()
        let limits = try await Connection(url)
        try await limits.script(LimitTable.definition)
        return ScratchLog(
            administrator: administrator, name: name, url: url, pool: pool,
            store: EventStore(pool), limits: limits)
    }

    func drop() async throws {
        await limits.close()
        await pool.close()
        let session = try await Connection(administrator)
        try await session.execute("DROP DATABASE \(identifier: name) WITH (FORCE)")
        await session.close()
    }

    /// Forces what was written to disk, so that no phase pays for the one before.
    func checkpoint() async throws { try await limits.execute("CHECKPOINT") }

    /// Fills visibility and statistics, as autovacuum would some time later.
    func settle() async throws {
        try await limits.execute("VACUUM (ANALYZE) annals.events")
        try await limits.execute("VACUUM (ANALYZE) annals.streams")
        try await limits.execute("VACUUM (ANALYZE) limits.events")
        try await checkpoint()
    }

    /// The same server and settings, another database.
    private static func url(_ url: String, database: String) -> String {
        guard let scheme = url.firstIndex(of: ":"), url[scheme...].hasPrefix("://") else {
            return "\(url) dbname=\(database)"
        }
        let authority = url.index(scheme, offsetBy: 3)
        let end = url[authority...].firstIndex { $0 == "/" || $0 == "?" } ?? url.endIndex
        let query = url[end...].firstIndex(of: "?") ?? url.endIndex
        return "\(url[..<end])/\(database)\(url[query...])"
    }
}
