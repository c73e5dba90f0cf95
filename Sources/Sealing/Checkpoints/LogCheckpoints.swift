import EventStorage
import Filings
import Postgres
import Proofs

/// The checkpoints that the database keeps.
public struct LogCheckpoints: Sendable {
    let store: EventStore

    public init(_ store: EventStore) { self.store = store }

    /// A kept checkpoint with its signatures.
    public struct Kept: Equatable, Sendable {
        public let checkpoint: Checkpoint
        public let note: SignedNote
        /// By the clock of who signed.
        public let signedAt: Instant
    }

    /// The newest one; `nil` when nothing was signed.
    public func newest() async throws(SealError) -> Kept? {
        try await kept("ORDER BY c.size DESC LIMIT 1").first
    }

    /// The one of that size.
    public func of(size: Int64) async throws(SealError) -> Kept? {
        try await kept("WHERE c.size = \(size)").first
    }

    /// The newest ones, the newest first.
    public func newest(_ most: Int) async throws(SealError) -> [Kept] {
        try await kept("ORDER BY c.size DESC LIMIT \(most)")
    }

    /// Those of more entries than that, at most so many, the shortest first.
    public func after(size: Int64, most: Int) async throws(SealError) -> [Kept] {
        try await kept("WHERE c.size > \(size) ORDER BY c.size LIMIT \(most)")
    }

    private func kept(_ which: SQL) async throws(SealError) -> [Kept] {
        let rows = try await store.sealing { store throws(EventStoreError) in
            try await store.query(
                """
                SELECT c.origin, c.size, c.root, c.signed_at, ARRAY(
                    SELECT s.line FROM annals.log_signatures s WHERE s.size = c.size
                    ORDER BY s.number)
                FROM annals.log_checkpoints c \(which)
                """)
        }
        var kept: [Kept] = []
        for row in rows { kept.append(try Self.read(row)) }
        return kept
    }

    private static func read(_ row: Row) throws(SealError) -> Kept {
        do throws(DatabaseError) {
            let checkpoint = try Checkpoint(row)
            let time: TimestampMicroseconds = try row.decode(3)
            let lines = try row.decode(4, as: [String].self)
            let whole = checkpoint.text + "\n" + lines.map { $0 + "\n" }.joined()
            return Kept(
                checkpoint: checkpoint, note: try SignedNote(stored: whole),
                signedAt: Instant(microsecondsSinceEpoch: time.rawValue))
        } catch {
            throw SealError(error)
        }
    }
}

extension SignedNote {
    fileprivate init(stored text: String) throws(DatabaseError) {
        do throws(ProofError) { try self.init(text) } catch {
            throw DatabaseError(message: "A stored checkpoint is no signed note: \(error)")
        }
    }
}
