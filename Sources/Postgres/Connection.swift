import CLibpq
import Synchronization

/// One session with a PostgreSQL server, on a thread of its own.
///
/// Its methods are synchronous and isolated: `try await connection.query(…)` hops to the thread
/// and back once, and ``perform(_:)`` runs many calls in one hop. No call blocks a thread of the
/// cooperative pool. A cancelled task, or ``statementTimeout``, cancels the statement on the
/// server and leaves the connection usable; errors are ``DatabaseError``, matched by SQLSTATE.
///
/// Without an open transaction every statement commits by itself, and a connection lost before
/// its answer is read gives ``DatabaseError/Outcome/perhapsCommitted``, also of a SELECT: it may
/// call a function that writes.
///
/// Parameters and results are binary; statements are unnamed unless ``SQL/prepared``; nothing is
/// set in the session unless asked, so that it works through a transaction pooler.
public actor Connection {
    nonisolated let thread: ConnectionThread
    let session: Session
    nonisolated let health = Health()
    /// Of all connections of this process, in the order of their making; none has that of another.
    public nonisolated let number = Connection.lastNumber.add(1, ordering: .relaxed).newValue
    private static let lastNumber = Atomic<UInt64>(0)

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    /// Connects; several hosts in the URL are tried in order, each for the connect timeout.
    ///
    /// - Parameter url: `postgresql://user@host1,host2/database?target_session_attrs=read-write`,
    ///   or `key=value` settings, as libpq reads them.
    /// - Throws: ``DatabaseError`` of kind `cannotConnect` or `cancelled`, or of kind `misuse`
    ///   for a malformed URL.
    public init(_ url: String, options: ConnectionOptions = .init()) async throws(DatabaseError) {
        thread = try ConnectionThread()
        session = Session(options: options, health: health)
        try session.connect(url)
    }

    deinit { thread.stop() }

    /// How long one statement may take before it is cancelled; `nil`: no limit.
    public var statementTimeout: Duration? {
        get { session.statementTimeout }
        set {
            session.statementTimeout = newValue
            session.updateHealth()
        }
    }

    /// The server's process for this session.
    public var backendProcess: Int32 { session.handle.map { PQbackendPID($0) } ?? 0 }
    /// `150018` is 15.18.
    public var serverVersion: Int { session.handle.map { Int(PQserverVersion($0)) } ?? 0 }
    /// Whether a transaction is open, failed or not.
    public var isInTransaction: Bool { session.isInTransaction }

    /// Ends the session; later calls throw kind `closed`.
    public func close() { session.close() }

    /// Runs the body on the connection's thread: many calls, one hop.
    ///
    /// A body of several statements says `{ connection throws(DatabaseError) in … }`: Swift infers
    /// the error of a single expression only.
    public func perform<Value: Sendable>(
        _ body: @Sendable (isolated Connection) throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> Value {
        try body(self)
    }

    /// Like ``perform(_:)``, for a body with errors of its own; `(any Error).self` for all.
    public func perform<Value: Sendable, Failure: Error>(
        throwing: Failure.Type,
        _ body: @Sendable (isolated Connection) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(self)
    }

    /// Runs one statement and gives all its rows.
    public func query(_ sql: SQL) throws(DatabaseError) -> [Row] {
        try session.run(sql)?.rows ?? []
    }

    /// Like ``query(_:)``, for a statement that commits by itself what must not be lost.
    ///
    /// - Throws: Also, perhaps committed, when the server gave up waiting for its standbys: the work
    ///   is done here, and gone should another server take over.
    public func queryDurably(_ sql: SQL) throws(DatabaseError) -> [Row] {
        let rows = try query(sql)
        if !isInTransaction { try session.checkReplicated() }
        return rows
    }

    /// Runs one statement.
    ///
    /// - Returns: How many rows it inserted, changed, deleted or selected.
    @discardableResult
    public func execute(_ sql: SQL) throws(DatabaseError) -> Int {
        try session.run(sql)?.affectedRows ?? 0
    }

    /// Runs several statements without parameters, divided by semicolons, as one transaction
    /// unless they say otherwise.
    public func script(_ text: String) throws(DatabaseError) {
        _ = try session.begin(commits: true)
        try session.sendText(text)
        _ = try session.collect()
    }

    /// Sends all statements at once and then reads all answers: one round trip.
    ///
    /// Outside a transaction they are one: when any fails, none has happened, and the error is
    /// that of the first which failed.
    ///
    /// - Returns: The rows of each statement, in order.
    public func pipeline(_ statements: [SQL]) throws(DatabaseError) -> [[Row]] {
        try session.pipeline(statements)
    }
}
