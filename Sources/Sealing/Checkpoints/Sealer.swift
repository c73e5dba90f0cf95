import EventStorage
import Filings
import Postgres
import Proofs

/// Signs the log as it is.
public struct Sealer: Sendable {
    private let store: EventStore
    private let folder: KeyFolder
    private let key: SigningKey

    public init(_ store: EventStore, key: SigningKey, folder: KeyFolder) {
        self.store = store
        self.key = key
        self.folder = folder
    }

    /// Signs the log up to its head.
    ///
    /// The checkpoint is in the database, then beside the key, before it is returned: who signed and
    /// forgot could sign another one of the same size. Nothing is signed that does not continue what
    /// this key has signed before, whatever the database says.
    ///
    /// - Returns: The checkpoint; the one there was where nothing was appended and the key has signed
    ///   it already.
    /// - Throws: ``SealError/fork(seen:now:where:)``, ``SealError/otherOrigin(log:key:)``, or what
    ///   went wrong; nothing was signed then, or it was kept and not shown.
    @discardableResult
    public func seal() async throws(SealError) -> SignedNote {
        try await SeenCheckpoint(folder: folder, origin: key.name).check(against: store, key: key)
        return try await sign()
    }

    /// Goes on under the key's name, which is not the one that the log was signed under: for a log
    /// whose newer state is lost, so that its old name's checkpoints cannot be continued.
    ///
    /// What is known of the old name's end, and the reason, are recorded first, and signed with it.
    ///
    /// - Throws: ``SealError/notThere(_:)`` where the log has no other name, or the key has signed
    ///   another log already.
    @discardableResult
    public func reopen(reason: String, by actor: String) async throws(SealError) -> SignedNote {
        guard let newest = try await LogCheckpoints(store).newest(),
            newest.checkpoint.origin != key.name
        else { throw .notThere("The log has no other name than \(key.name) that it could leave") }
        guard try folder.note(.seen, of: key.name) == nil else {
            throw .notThere("\(key.name) has signed a log already; take a new name")
        }
        let former = newest.checkpoint.origin
        let known = try folder.note(.seen, of: former) ?? newest.note
        let reopened = LogReopened(
            origin: key.name, formerOrigin: former, formerCheckpoint: known.whole, reason: reason)
        do throws(EventStoreError) {
            try await store.append(
                [
                    NewEvent(
                        id: "log:\(key.name)", source: "annals:log",
                        event: .logReopened(reopened))
                ], to: StreamName(stored: "log-names"), by: actor)
        } catch {
            throw .store(error)
        }
        return try await sign()
    }

    private func sign() async throws(SealError) -> SignedNote {
        let head = try await store.sealing { store throws(EventStoreError) in
            try await store.integrate()
        }
        let checkpoint = Checkpoint(origin: key.name, size: head.size, root: head.root)
        let signature: NoteSignature
        do throws(ProofError) { signature = try key.sign(checkpoint.text) } catch {
            throw .proof(error)
        }
        try await keep(checkpoint, signature)
        guard let kept = try await LogCheckpoints(store).of(size: head.size) else {
            throw .notThere("The checkpoint that was just written is gone")
        }
        try folder.keep(kept.note, as: .seen, of: key.name)
        return kept.note
    }

    private func keep(_ checkpoint: Checkpoint, _ signature: NoteSignature) async throws(SealError)
    {
        do {
            try await store.pool.perform(throwing: SealError.self) {
                connection throws(SealError) in
                try connection.transaction(throwing: SealError.self) {
                    connection throws(SealError) in
                    do throws(DatabaseError) {
                        try Self.keep(checkpoint, signature.line, on: connection)
                    } catch {
                        throw SealError(error)
                    }
                }
            }
        }
    }

    /// Under the tree's lock, so that one checkpoint follows the other.
    private static func keep(
        _ checkpoint: Checkpoint, _ line: String, on connection: isolated Connection
    ) throws(DatabaseError) {
        try connection.lockTree()
        let root = checkpoint.root.bytes
        try connection.execute(
            """
            INSERT INTO annals.log_checkpoints (size, origin, root, signed_at)
            VALUES (\(checkpoint.size), \(checkpoint.origin), \(root), clock_timestamp())
            ON CONFLICT (size) DO NOTHING
            """)
        let kept = try connection.query(
            """
            SELECT FROM annals.log_checkpoints WHERE size = \(checkpoint.size)
                AND origin = \(checkpoint.origin) AND root = \(root)
            """)
        guard kept.count == 1 else {
            throw DatabaseError(
                message: "Another checkpoint of \(checkpoint.size) entries was signed.")
        }
        try connection.addSignature(line, size: checkpoint.size)
    }
}

extension Connection {
    /// Locks the tree to the end of the transaction: checkpoints and their signatures come one by one.
    func lockTree() throws(DatabaseError) {
        try execute("SELECT FROM annals.tree WHERE ledger_id = 1 FOR UPDATE")
    }

    /// Adds a signature under a checkpoint, unless it is there; under the tree's lock, which a
    /// statement before this one took.
    ///
    /// - Parameter line: With its line break.
    func addSignature(_ line: String, size: Int64) throws(DatabaseError) {
        try execute(
            """
            INSERT INTO annals.log_signatures (size, number, line, added_at)
            SELECT \(size), coalesce(max(number), 0) + 1, \(String(line.dropLast())),
                clock_timestamp()
            FROM annals.log_signatures WHERE size = \(size)
            ON CONFLICT (size, line) DO NOTHING
            """)
    }
}
