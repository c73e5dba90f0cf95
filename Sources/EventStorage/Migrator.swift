import Postgres
import Schema

/// Brings a database to this version's schema.
///
/// All that is missing runs in one transaction under a lock: of two migrators at once one works
/// and one waits, then finds nothing to do. Migrations go forward only; a function is replaced when
/// its text has changed.
public struct Migrator: Sendable {
    private let pool: Pool

    public init(_ pool: Pool) { self.pool = pool }

    /// Safe at every start.
    ///
    /// - Returns: The names of the files that ran, in order; empty when all was there.
    /// - Throws: ``EventStoreError/database(_:)`` or ``EventStoreError/newerSchema(file:)``,
    ///   nothing changed.
    public func migrate() async throws(EventStoreError) -> [String] {
        try await pool.perform(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            try connection.transaction(throwing: EventStoreError.self) {
                connection throws(EventStoreError) in
                do throws(DatabaseError) {
                    try connection.execute("SELECT pg_advisory_xact_lock(\(Self.lock))")
                } catch {
                    throw EventStoreError(error)
                }
                return try Self.run(on: connection)
            }
        }
    }

    /// "annals" as a number: the lock that migrators share.
    private static let lock: Int64 = 0x61_6E_6E_61_6C_73

    /// The files that ``migrate()`` would run now; changes nothing.
    public func due() async throws(EventStoreError) -> [String] {
        try await pool.perform(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            try Self.due(on: connection).map(\.name)
        }
    }

    private static func run(
        on connection: isolated Connection
    ) throws(EventStoreError) -> [String] {
        let files = try due(on: connection)
        if files.isEmpty { return [] }
        do throws(DatabaseError) {
            for (index, file) in files.enumerated() {
                // The first file makes the roles; all others run as the owner.
                let isFirst = index == 0 && file.name == SchemaFile.all.first?.name
                if !isFirst { try connection.script("SET LOCAL ROLE annals_owner") }
                try connection.script(file.text)
            }
            try connection.execute(
                """
                INSERT INTO annals.schema_files
                SELECT name, md5(text), clock_timestamp()
                FROM unnest(\(files.map(\.name)), \(files.map(\.text))) AS applied(name, text)
                ON CONFLICT (name) DO UPDATE
                SET digest = excluded.digest, applied_at = excluded.applied_at
                """)
            return files.map(\.name)
        } catch {
            throw EventStoreError(error)
        }
    }

    /// A migration is due once; a function whenever its text differs from the one that ran.
    ///
    /// - Throws: ``EventStoreError/newerSchema(file:)`` when the database has a migration that this
    ///   program does not know.
    private static func due(
        on connection: isolated Connection
    ) throws(EventStoreError) -> [SchemaFile] {
        let applied: [String: Bool?]
        do throws(DatabaseError) {
            guard let known = try Self.applied(on: connection) else { return SchemaFile.all }
            applied = known
        } catch {
            throw EventStoreError(error)
        }
        for (name, isCurrent) in applied where isCurrent == nil && name.hasPrefix("m0") {
            throw .newerSchema(file: name)
        }
        return SchemaFile.all.filter { file in
            guard let isCurrent = applied[file.name] else { return true }
            return file.kind == .function && isCurrent == false
        }
    }

    /// The files that ran, and whether each has the text that this program has; `nil` for files
    /// that it does not know.
    ///
    /// - Returns: `nil` for a database without any.
    private static func applied(
        on connection: isolated Connection
    ) throws(DatabaseError) -> [String: Bool?]? {
        let exists = try connection.query(
            "SELECT to_regclass('annals.schema_files') IS NOT NULL"
        ).first
        guard try exists?.decode(0, as: Bool.self) == true else { return nil }
        let rows = try connection.query(
            """
            SELECT name, digest = md5(text) FROM annals.schema_files
            LEFT JOIN unnest(\(SchemaFile.all.map(\.name)), \(SchemaFile.all.map(\.text)))
                AS wanted(name, text) USING (name)
            """)
        var files: [String: Bool?] = [:]
        for row in rows {
            files.updateValue(try row.decode(1, as: Bool?.self), forKey: try row.decode(0))
        }
        return files
    }
}
