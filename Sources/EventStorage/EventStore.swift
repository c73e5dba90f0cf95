import Filings
import Postgres

/// The append-only log of events: the one place this service writes facts.
///
/// A stream is the history of one thing. Its *version* is how many events it holds; an event's
/// *position* counts from 1 over all streams, dense and in commit order. Several processes may
/// append at once; each is correct by itself, and inside one process appends share transactions.
///
/// A lost connection is made again and the call repeated: appending again is a no-op by source key,
/// and then the answer says that the events were known. ``replay(after:through:_:)`` alone throws.
public final class EventStore: Sendable {
    public let pool: Pool
    private let writer: LogWriter
    private let appender: Appender
    let bulkChunkEvents: Int
    let tree: TreeMemory
    let acknowledged: Acknowledged
    let hashesInBulk: Bool

    /// - Parameters:
    ///   - pool: Connections to the database; the store does not close it.
    ///   - bulkChunkEvents: How many events a bulk append commits at once; live appends wait that
    ///     long at most.
    public convenience init(_ pool: Pool, bulkChunkEvents: Int = 20_000) {
        self.init(pool, bulkChunkEvents: bulkChunkEvents, hashesInBulk: true)
    }

    /// - Parameter hashesInBulk: Whether bulk appends move the proof tree on; where they do not,
    ///   sealing catches up. For measuring what that costs.
    package init(_ pool: Pool, bulkChunkEvents: Int = 20_000, hashesInBulk: Bool) {
        self.pool = pool
        self.bulkChunkEvents = bulkChunkEvents
        self.hashesInBulk = hashesInBulk
        tree = TreeMemory()
        acknowledged = Acknowledged()
        writer = LogWriter(pool: pool, acknowledged: acknowledged)
        appender = Appender(writer)
    }

    private init(_ store: EventStore, keeping connection: Connection) {
        pool = store.pool
        bulkChunkEvents = store.bulkChunkEvents
        hashesInBulk = store.hashesInBulk
        tree = store.tree
        acknowledged = store.acknowledged
        writer = LogWriter(pool: pool, kept: connection, acknowledged: acknowledged)
        appender = Appender(writer)
    }

    /// Appends the request's events, all or none, idempotent by source key: events recorded before
    /// with the same facts return where they stand, whatever was expected.
    ///
    /// - Returns: Where each event stands, in the order of the request's parts and events.
    /// - Throws: ``EventStoreError``, nothing appended; of ``EventStoreError/database(_:)`` with a
    ///   `perhapsCommitted` outcome, perhaps appended: append again to know. The first append of a
    ///   store looks whether the proof tree fits the log, and is refused where it does not.
    @discardableResult
    public func append(_ request: AppendRequest) async throws(EventStoreError) -> [AppendedEvent] {
        let request = try PreparedRequest(request)
        try await checkTree()
        return try await appender.append(request).get()
    }

    /// Appends events to one stream: all of them, in this order, or none.
    @discardableResult
    public func append(
        _ events: [NewEvent], to stream: StreamName, expecting expected: ExpectedVersion = .any,
        if condition: AppendCondition? = nil, by actor: String
    ) async throws(EventStoreError) -> [AppendedEvent] {
        try await append(
            AppendRequest(
                [.init(events, to: stream, expecting: expected)], if: condition, by: actor))
    }

    /// Runs a body that appends one request after the other, as a job does, at the disk's pace.
    ///
    /// The body gets a store whose appends keep one connection, and runs on that connection's
    /// thread, so that no append waits for threads to wake up. Reads in the body take another
    /// connection of the pool.
    public func appendingAlone<Value: Sendable>(
        _ body: @Sendable (EventStore) async throws -> Value
    ) async throws -> Value {
        // Before the connection is taken: the pool may have no second one.
        try await checkTree()
        return try await pool.withConnection { connection in
            let store = EventStore(self, keeping: connection)
            return try await connection.onThread { try await body(store) }
        }
    }

    /// How long the log is now.
    public func head() async throws(EventStoreError) -> LogHead {
        let row = try await query(
            "SELECT position, recorded_at, streams FROM annals.head WHERE ledger_id = 1"
        ).first
        guard let row else { throw .notMigrated(detail: "there is no head row") }
        do {
            let time: TimestampMicroseconds = try row.decode(1)
            return LogHead(
                position: try row.decode(0),
                recordedAt: Instant(microsecondsSinceEpoch: time.rawValue),
                streams: try row.decode(2))
        } catch {
            throw EventStoreError(error)
        }
    }

    /// How many events a stream holds; 0 when it does not exist.
    public func version(of stream: StreamName) async throws(EventStoreError) -> Int64 {
        let row = try await query(
            """
            SELECT e.version FROM annals.events e JOIN annals.streams s USING (stream_id)
            WHERE s.name = \(stream.text) ORDER BY e.version DESC LIMIT 1
            """
        ).first
        do {
            return try row?.decode(0) ?? 0
        } catch {
            throw EventStoreError(error)
        }
    }

    /// The position of the last event recorded by then; 0 when there is none.
    public func position(at instant: Instant) async throws(EventStoreError) -> Int64 {
        let time = TimestampMicroseconds(instant.microsecondsSinceEpoch)
        let row = try await query("SELECT annals.position_at(\(time))").first
        do {
            return try row?.decode(0) ?? 0
        } catch {
            throw EventStoreError(error)
        }
    }

    /// Tells followers in other processes that there is something to read.
    ///
    /// A hint on a connection of its own and never part of an append: a NOTIFY inside it would hold
    /// a lock on the whole server through the flush. Followers poll as well.
    public func announce() async throws(EventStoreError) {
        _ = try await query("NOTIFY annals_head")
    }

    package func query(_ sql: SQL) async throws(EventStoreError) -> [Row] {
        try await repeating { connection throws(EventStoreError) in
            do throws(DatabaseError) {
                return try connection.query(sql)
            } catch {
                throw EventStoreError(error)
            }
        }
    }

    /// Runs a body that does no harm when it runs twice, again on another connection when the first
    /// one is lost.
    package func repeating<Value: Sendable>(
        _ body: @Sendable (isolated Connection) throws(EventStoreError) -> Value
    ) async throws(EventStoreError) -> Value {
        var attempt = 0
        while true {
            attempt += 1
            do throws(EventStoreError) {
                return try await pool.perform(throwing: EventStoreError.self, body)
            } catch {
                guard case .database(let failure) = error, failure.isRetryable,
                    failure.kind != .cannotConnect, attempt < LogWriter.tries
                else { throw error }
                try? await Task.sleep(for: .milliseconds(20 << attempt))
            }
        }
    }
}
