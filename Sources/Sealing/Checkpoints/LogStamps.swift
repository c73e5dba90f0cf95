import EventStorage
import Filings
import Postgres
import Proofs

/// The time stamps of checkpoints that the database keeps.
public struct LogStamps: Sendable {
    private let store: EventStore

    public init(_ store: EventStore) { self.store = store }

    public struct Kept: Equatable, Sendable {
        public let checkpoint: Checkpoint
        public let authority: String
        public let stampedAt: Instant
        public let reply: [UInt8]
    }

    /// All of them, the newest checkpoint's first.
    public func all() async throws(SealError) -> [Kept] {
        do throws(EventStoreError) {
            let rows = try await store.query(
                """
                SELECT c.origin, c.size, c.root, s.authority, s.stamped_at, s.reply
                FROM annals.log_stamps s JOIN annals.log_checkpoints c USING (size)
                ORDER BY s.size DESC, s.number
                """)
            do throws(DatabaseError) {
                return try rows.map { row throws(DatabaseError) in try Self.read(row) }
            } catch {
                throw EventStoreError(error)
            }
        } catch {
            throw .store(error)
        }
    }

    private static func read(_ row: Row) throws(DatabaseError) -> Kept {
        let time: TimestampMicroseconds = try row.decode(4)
        return Kept(
            checkpoint: try Checkpoint(row), authority: try row.decode(3),
            stampedAt: Instant(microsecondsSinceEpoch: time.rawValue), reply: try row.decode(5))
    }

    /// - Parameter seconds: The time that the stamp says.
    public func add(
        _ reply: [UInt8], of checkpoint: Checkpoint, by authority: String, at seconds: Int64
    ) async throws(SealError) {
        do throws(EventStoreError) {
            _ = try await store.query(
                """
                INSERT INTO annals.log_stamps (size, number, authority, stamped_at, reply)
                SELECT \(checkpoint.size), coalesce(max(number), 0) + 1, \(authority),
                    \(TimestampMicroseconds(seconds * 1_000_000)), \(reply)
                FROM annals.log_stamps WHERE size = \(checkpoint.size)
                """)
        } catch {
            throw .store(error)
        }
    }
}
