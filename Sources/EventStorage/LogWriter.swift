import Filings
import Postgres
import Schema

/// Writes groups of requests to the log, each request whole or not at all.
///
/// Two paths. Where every event's place is known beforehand the statement `append_at` does all in
/// one go, or nothing; in doubt the function `append_events` looks first and answers request by
/// request. A connection lost on the way is tried again: source keys make a repetition a no-op.
/// A group that the server cannot take at all is sent request by request, so that none suffers for
/// its neighbour.
struct LogWriter: Sendable {
    let pool: Pool
    /// A connection kept for one writer; the pool's when it is lost.
    var kept: Connection?
    let acknowledged: Acknowledged
    /// How often a group is sent at most when the connection is lost.
    static let tries = 8

    func write(_ requests: [PreparedRequest]) async -> [Appender.Answer] {
        var attempt = 0
        while true {
            attempt += 1
            do throws(EventStoreError) {
                if let kept, attempt == 1 {
                    return try await kept.perform(throwing: EventStoreError.self) {
                        connection throws(EventStoreError) in
                        try write(requests, on: connection)
                    }
                }
                return try await pool.perform(throwing: EventStoreError.self) {
                    connection throws(EventStoreError) in
                    try write(requests, on: connection)
                }
            } catch {
                guard case .database(let failure) = error, Self.isWorthRetrying(failure),
                    attempt < Self.tries
                else {
                    if case .database(let failure) = error, failure.kind == .server,
                        requests.count > 1
                    {
                        return await eachOf(requests)
                    }
                    return requests.map { _ in .failure(error) }
                }
                try? await Task.sleep(for: .milliseconds(20 << attempt))
            }
        }
    }

    /// Also what was committed here and perhaps not on a standby: the repetition finds the events, and
    /// moves the head, so that its own commit waits for the standby once more.
    private static func isWorthRetrying(_ failure: DatabaseError) -> Bool {
        failure.isRetryable
            || failure.outcome == .perhapsCommitted && failure.sqlState == .warning
                && !Task.isCancelled
    }

    private func eachOf(_ requests: [PreparedRequest]) async -> [Appender.Answer] {
        var answers: [Appender.Answer] = []
        for request in requests { answers += await write([request]) }
        return answers
    }

    private func write(
        _ requests: [PreparedRequest], on connection: isolated Connection
    ) throws(EventStoreError) -> [Appender.Answer] {
        try acknowledged.check(on: connection)
        let answers: [Appender.Answer]
        do throws(DatabaseError) {
            answers = try Self.sendWithin(requests, on: connection)
        } catch {
            throw EventStoreError(error)
        }
        let last = answers.compactMap { try? $0.get().last }.max { $0.position < $1.position }
        if let last { acknowledged.note(last.position, at: last.recordedAt, on: connection) }
        return answers
    }

    /// Also where a divided log's last partition ends.
    private static func sendWithin(
        _ requests: [PreparedRequest], on connection: isolated Connection
    ) throws(DatabaseError) -> [Appender.Answer] {
        do {
            return try send(requests, on: connection)
        } catch  where error.sqlState == .checkViolation {
            try EventStore.addPartitions(
                for: requests.reduce(0) { $0 + $1.events.count }, on: connection)
            return try send(requests, on: connection)
        }
    }

    private static func send(
        _ requests: [PreparedRequest], on connection: isolated Connection
    ) throws(DatabaseError) -> [Appender.Answer] {
        if let statement = QuickAppend(requests) {
            do {
                if let answers = try statement.send(on: connection) { return answers }
            } catch  where error.sqlState == .uniqueViolation {
                // A version or a key is taken: the function tells which, and by what.
            }
        }
        return try ThoroughAppend(requests).send(on: connection)
    }
}

extension EventStoreError: DatabaseFailure {
    /// Tells a schema that is not there from every other trouble.
    public init(_ error: DatabaseError) {
        switch error.sqlState {
        case .undefinedTable?, .undefinedFunction?, SQLState("3F000")?:
            self = .notMigrated(detail: error.message)
        default:
            self = .database(error)
        }
    }
}
