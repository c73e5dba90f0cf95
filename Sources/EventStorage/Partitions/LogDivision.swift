import Postgres

/// Divides a log that lies in one table into partitions by position, while it is read and written.
///
/// The table as it is becomes the first partition; no row is moved. What takes long, looking whether
/// all positions are within it, keeps nobody waiting. What takes the table from everybody is waited for
/// 50 ms at most, again and again.
public struct LogDivision: Sendable {
    private let pool: Pool
    private let size: Int64

    /// What is divisible: the tree's tiles and the ranges of a verification never cross partitions.
    public static let unit: Int64 = 65_536

    /// - Parameters:
    ///   - pool: As a role that may act as the owner, straight and not by a pooler.
    ///   - size: How many positions each further partition has; a multiple of ``unit``.
    public init(_ pool: Pool, size: Int64) {
        precondition(
            size > 0 && size % Self.unit == 0, "a partition's size is no multiple of 65,536")
        self.pool = pool
        self.size = size
    }

    /// - Returns: False where it was divided before; nothing was changed.
    /// - Throws: Also where somebody held the table for a minute; it is as it was then.
    public func divide() async throws(EventStoreError) -> Bool {
        let end = try await pool.perform(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            try bound(on: connection)
        }
        guard let end else { return false }
        let owner = OwnerScript(pool)
        try await owner.run(
            """
            ALTER TABLE annals.events DROP CONSTRAINT IF EXISTS events_first;
            ALTER TABLE annals.events ADD CONSTRAINT events_first
                CHECK (position >= 1 AND position < \(end + 1)) NOT VALID
            """)
        try await owner.run("ALTER TABLE annals.events VALIDATE CONSTRAINT events_first", .long)
        try await owner.run("SELECT annals.divide_events(\(end), \(size))")
        try await owner.run("ANALYZE annals.events", .long)
        return true
    }

    /// Where the first partition is to end: a tenth of a partition or more from the head, which moves on.
    ///
    /// - Returns: `nil` where the log is divided.
    private func bound(on connection: isolated Connection) throws(EventStoreError) -> Int64? {
        let row = try connection.rows(
            """
            SELECT position FROM annals.head
            WHERE ledger_id = 1 AND NOT EXISTS (SELECT FROM annals.partitions)
            """
        ).first
        do throws(DatabaseError) {
            guard let head = try row?.decode(0, as: Int64.self) else { return nil }
            return ((head + size / 10) / size + 1) * size
        } catch {
            throw EventStoreError(error)
        }
    }
}
