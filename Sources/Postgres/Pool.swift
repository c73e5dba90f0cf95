import Synchronization

/// At most a fixed number of connections to one database, lent in the order they are asked for.
///
/// Connections are opened when needed. One that comes back with an open transaction is rolled
/// back; one that broke is replaced, with ``Backoff`` while the server is away. Until the URL has
/// worked once, the first failure is thrown at once.
public final class Pool: Sendable {
    private let url: String
    private let direct: String
    /// Of every connection.
    public let options: ConnectionOptions
    private let backoff: Backoff
    private let state: Mutex<PoolState>

    /// - Parameters:
    ///   - size: At least 1.
    ///   - direct: The URL for what belongs to one session, where ``url`` is a pooler's that shares
    ///     server connections (PgBouncer in transaction mode); statements then run unnamed.
    public init(
        _ url: String, size: Int, direct: String? = nil, options: ConnectionOptions = .init(),
        backoff: Backoff = .init()
    ) {
        var options = options
        if direct != nil { options.preparesStatements = false }
        self.url = url
        self.direct = direct ?? url
        self.options = options
        self.backoff = backoff
        state = Mutex(PoolState(size: max(1, size)))
    }

    /// Lends a connection to the body; no one else uses it meanwhile.
    ///
    /// - Throws: What the body throws; ``DatabaseError`` of kind `cannotConnect`, `closed`, or
    ///   `cancelled` when there was no connection to lend.
    public func withConnection<Value>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        let connection = try await acquire()
        do {
            let value = try await body(connection)
            await release(connection)
            return value
        } catch {
            await release(connection)
            throw error
        }
    }

    /// Runs the body on a connection's thread, in one hop.
    ///
    /// - Throws: What the body throws, or as ``withConnection(isolation:_:)``.
    public func perform<Value: Sendable>(
        _ body: @Sendable (isolated Connection) throws(DatabaseError) -> Value
    ) async throws(DatabaseError) -> Value {
        try await perform(throwing: DatabaseError.self, body)
    }

    /// Like ``perform(_:)``, for a body with errors of its own.
    public func perform<Value: Sendable, Failure: DatabaseFailure>(
        throwing: Failure.Type,
        _ body: @Sendable (isolated Connection) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let connection: Connection
        do throws(DatabaseError) {
            connection = try await acquire()
        } catch {
            throw Failure(error)
        }
        do throws(Failure) {
            let value = try await connection.performAndRestore(body)
            await release(connection)
            return value
        } catch {
            await release(connection)
            throw error
        }
    }

    /// A new connection outside the pool and past any pooler, for what belongs to one session: locks,
    /// LISTEN. The caller closes it.
    public func connectAlone() async throws(DatabaseError) -> Connection {
        try await Connection(direct, options: options)
    }

    /// Refuses new work, waits for lent connections to come back, and closes them all.
    public func close() async {
        let (refused, closing) = state.withLock { $0.close() }
        for waiting in refused { waiting.resume(returning: .failure(.poolClosed)) }
        for connection in closing { await connection.close() }
        await withCheckedContinuation { closer in
            if !state.withLock({ $0.waitForEnd(closer) }) { closer.resume() }
        }
    }

    // MARK: Lending

    private func acquire() async throws(DatabaseError) -> Connection {
        guard case .connection(let connection) = try await lease() else { return try await open() }
        if await connection.isFit() { return connection }
        await connection.close()
        return try await open()
    }

    private func lease() async throws(DatabaseError) -> PoolState.Lease {
        if let lease = state.withLock({ $0.take() }) { return try lease.get() }
        let id = state.withLock { $0.newID() }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiting in
                let lease = state.withLock {
                    $0.take(orWait: waiting, id: id, isCancelled: Task.isCancelled)
                }
                if let lease { waiting.resume(returning: lease) }
            }
        } onCancel: {
            state.withLock { $0.leaveLine(id: id) }?.resume(returning: .failure(.cancelled))
        }
        return try result.get()
    }

    /// Opens a connection for which there is room; gives the room back when that fails.
    private func open() async throws(DatabaseError) -> Connection {
        var pauses = backoff
        while true {
            let failure: DatabaseError
            do throws(DatabaseError) {
                let connection = try await Connection(url, options: options)
                state.withLock { $0.hasConnected = true }
                return connection
            } catch {
                failure = error
            }
            let mayRetry = state.withLock { $0.hasConnected && !$0.isClosed }
            guard failure.isRetryable, mayRetry, let pause = pauses.next() else {
                returnPermit()
                throw failure
            }
            do {
                try await Task.sleep(for: pause)
            } catch {
                returnPermit()
                throw .cancelled
            }
        }
    }

    private func release(_ connection: Connection) async {
        if connection.health.state == .used { await connection.restore() }
        let isFit = connection.health.state == .clean
        if isFit, state.withLock({ $0.giveBack(connection) }) { return }
        await connection.close()
        returnPermit()
    }

    private func returnPermit() {
        let (next, closers) = state.withLock { ($0.giveBackPermit(), $0.takeClosers()) }
        next?.resume(returning: .success(.permit))
        for closer in closers { closer.resume() }
    }
}
