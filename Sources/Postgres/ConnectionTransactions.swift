import CLibpq

extension Connection {
    /// Runs the body in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// - Throws: What the body throws, rolled back; ``DatabaseError`` of kind `misuse` inside
    ///   another transaction, which goes on unharmed; of COMMIT, perhaps committed.
    @discardableResult
    public func transaction<Value>(
        _ mode: TransactionMode = .readWrite, _ body: (isolated Connection) throws -> Value
    ) throws -> Value {
        try inTransaction(mode, wrap: { $0 }, body)
    }

    /// Like ``transaction(_:_:)``, for typed errors: `throwing: DatabaseError.self` or another
    /// type that carries them.
    @discardableResult
    public func transaction<Value, Failure: DatabaseFailure>(
        _ mode: TransactionMode = .readWrite, throwing: Failure.Type,
        _ body: (isolated Connection) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try inTransaction(mode, wrap: { Failure($0) }, body)
    }

    /// The same from outside the connection's thread.
    @discardableResult
    public func transaction<Value: Sendable>(
        _ mode: TransactionMode = .readWrite,
        _ body: @Sendable (isolated Connection) throws -> Value
    ) async throws -> Value {
        try inTransaction(mode, wrap: { $0 }, body)
    }

    /// The same from outside the connection's thread.
    @discardableResult
    public func transaction<Value: Sendable, Failure: DatabaseFailure>(
        _ mode: TransactionMode = .readWrite, throwing: Failure.Type,
        _ body: @Sendable (isolated Connection) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try inTransaction(mode, wrap: { Failure($0) }, body)
    }

    private func inTransaction<Value, Failure: Error>(
        _ mode: TransactionMode, wrap: (DatabaseError) -> Failure,
        _ body: (isolated Connection) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        do throws(DatabaseError) { try session.startTransaction(mode) } catch { throw wrap(error) }
        let value: Value
        do throws(Failure) {
            value = try body(self)
        } catch {
            session.rollBack()
            throw error
        }
        do throws(DatabaseError) { try session.commit() } catch { throw wrap(error) }
        return value
    }
}

extension Session {
    var isInTransaction: Bool {
        guard let handle else { return false }
        let status = PQtransactionStatus(handle)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    func startTransaction(_ mode: TransactionMode) throws(DatabaseError) {
        if isInTransaction {
            throw .misuse("A transaction is open already.", state: .activeTransaction)
        }
        _ = try run(mode.begin, commits: false)
    }

    /// Rolls back as far as the connection still can; without it the server does.
    func rollBack() {
        guard isInTransaction else { return }
        do {
            _ = try run("ROLLBACK", commits: false, onInterruption: .abandonAfterGrace)
        } catch {
            lose()
        }
    }

    /// Commits, unless the task is cancelled or a statement failed: then rolls back and throws.
    func commit() throws(DatabaseError) {
        if handle == nil { throw wasLost ? .lost(outcome: .notCommitted) : .closed }
        guard isInTransaction else {
            throw DatabaseError(
                kind: .misuse, message: "The body ended its transaction itself.",
                outcome: .perhapsCommitted)
        }
        if handle.map({ PQtransactionStatus($0) == PQTRANS_INERROR }) ?? true {
            rollBack()
            throw .misuse("A statement of the transaction failed.", state: .failedTransaction)
        }
        if Self.taskIsCancelled {
            rollBack()
            throw .cancelled
        }
        _ = try run("COMMIT", commits: true, onInterruption: .abandonAtDeadline)
        try checkReplicated()
    }

    /// Throws when the commit just made may be on this server only.
    ///
    /// "The transaction has already committed locally, but might not have been replicated":
    /// PostgreSQL 15, SyncRepWaitForLSN in src/backend/replication/syncrep.c.
    func checkReplicated() throws(DatabaseError) {
        guard notices.lastState == .warning else { return }
        throw DatabaseError(
            sqlState: .warning, message: notices.lastMessage ?? "COMMIT gave a warning.",
            outcome: .perhapsCommitted)
    }
}
