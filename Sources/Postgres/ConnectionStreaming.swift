import CLibpq

extension Connection {
    /// Runs one statement and hands its rows to the body as they come, in flat memory.
    ///
    /// When the body throws, the statement is cancelled; an open transaction has then failed. The
    /// body must not use the connection.
    ///
    /// - Throws: What the body throws, or ``DatabaseError``, perhaps after some rows.
    public func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try session.stream(sql, body)
    }

    /// The same from outside the connection's thread.
    public func forEachRow(_ sql: SQL, _ body: @Sendable (Row) throws -> Void) async throws {
        try session.stream(sql, body)
    }
}

extension Session {
    func stream(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        let name = try preparedName(of: sql)
        let handle = try begin()
        try send(sql, name: name)
        PQsetSingleRowMode(handle)
        var thrown: (any Error)?
        var failure: DatabaseError?
        while let result = try nextResult() {
            switch PQresultStatus(result) {
            case PGRES_SINGLE_TUPLE:
                let row = Row(set: ResultSet(result), index: 0)
                if thrown != nil { continue }
                do {
                    try body(row)
                } catch {
                    thrown = error
                    interrupt(.cancelled)
                }
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                PQclear(result)
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                PQclear(result)
                try refuseCopy()
                failure = failure ?? .misuse("COPY runs through copyIn and copyOut.")
            default:
                let error = self.failure(result)
                failure = failure ?? error
            }
        }
        try finish()
        if let thrown { throw thrown }
        if let failure {
            forget([sql], after: failure)
            throw failure
        }
    }
}
