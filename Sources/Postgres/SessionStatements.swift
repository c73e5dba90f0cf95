import CLibpq

extension Session {
    /// Runs one statement and reads all that it answers.
    func run(
        _ sql: SQL, commits: Bool? = nil,
        onInterruption: Flight.Interruption = .cancelStatement
    ) throws(DatabaseError) -> ResultSet? {
        let name = try preparedName(of: sql)
        _ = try begin(commits: commits ?? commitsItself(sql), onInterruption: onInterruption)
        try send(sql, name: name)
        do {
            return try collect()
        } catch {
            forget([sql], after: error)
            throw error
        }
    }

    /// Drops the names of statements which the server does not know, or no longer plans the same:
    /// the next call prepares them afresh.
    func forget(_ statements: [SQL], after error: DatabaseError) {
        guard error.sqlState == .invalidStatementName || error.sqlState == .featureNotSupported
        else { return }
        for sql in statements { prepared[sql.text] = nil }
    }

    /// Whether a statement ends a transaction that is open; `nil`: as ``begin`` decides.
    private func commitsItself(_ sql: SQL) -> Bool? {
        guard isInTransaction else { return nil }
        let text = sql.text.utf8.drop { $0 <= 0x20 }
        // Lower case by one bit: only COMMIT and END begin with c and e and go on so.
        let word = text.prefix(6).map { $0 | 0x20 }
        return word == Array("commit".utf8) || word.prefix(3) == [0x65, 0x6E, 0x64] ? true : nil
    }

    /// Hands one statement to libpq and sends it.
    func send(_ sql: SQL, name: String? = nil) throws(DatabaseError) {
        guard let handle else { throw .closed }
        let sent = arguments.with(sql) { count in
            if let name {
                return PQsendQueryPrepared(
                    handle, name, count, arguments.values, arguments.lengths, arguments.formats, 1)
            }
            return PQsendQueryParams(
                handle, sentText(sql.text), count, arguments.types, arguments.values,
                arguments.lengths, arguments.formats, 1)
        }
        guard sent == 1 else { throw sendFailure(handle) }
        if PQpipelineStatus(handle) == PQ_PIPELINE_OFF { try flush() }
    }

    /// Hands text of several statements, or a COPY, to libpq and sends it.
    func sendText(_ text: String) throws(DatabaseError) {
        guard let handle else { throw .closed }
        try Self.refuseNUL(text)
        guard PQsendQuery(handle, sentText(text)) == 1 else { throw sendFailure(handle) }
        try flush()
    }

    /// To libpq a text ends at its first NUL.
    private static func refuseNUL(_ text: String) throws(DatabaseError) {
        if text.utf8.contains(0) { throw .misuse("A statement holds a NUL character.") }
    }

    /// Reads all results; the last one that has rows, else the last one.
    func collect() throws(DatabaseError) -> ResultSet? {
        var last: ResultSet?
        var failure: DatabaseError?
        while let result = try nextResult() {
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                last = ResultSet(result)
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
        if let failure { throw failure }
        return last
    }

    /// Ends a COPY that nobody serves.
    func refuseCopy() throws(DatabaseError) {
        guard let handle else { return }
        PQputCopyEnd(handle, "not served by this call")
        try flush()
        try drainCopyOut()
    }

    /// Throws away what a COPY still sends.
    func drainCopyOut() throws(DatabaseError) {
        guard let handle else { return }
        var buffer: UnsafeMutablePointer<CChar>?
        while true {
            let count = PQgetCopyData(handle, &buffer, 1)
            PQfreemem(buffer)
            if count < 0 { return }
            if count > 0 { continue }
            guard PQstatus(handle) == CONNECTION_OK else { return }
            try wait()
        }
    }

    // MARK: Prepared statements

    /// Checks a statement, and prepares it if need be.
    ///
    /// - Returns: The server's name for it; `nil`: it runs unnamed.
    /// - Throws: ``DatabaseError`` of kind `misuse` for what libpq cannot send.
    func preparedName(of sql: SQL) throws(DatabaseError) -> String? {
        try Self.refuseNUL(sql.text)
        guard sql.parameters.count <= 65_535 else {
            throw .misuse("A statement has \(sql.parameters.count) parameters, over 65535.")
        }
        guard sql.isPrepared, options.preparesStatements else { return nil }
        if let statement = prepared[sql.text] { return statement.fits(sql) ? statement.name : nil }
        guard prepared.count < PreparedStatement.limit else { return nil }
        let name = "annals_\(preparedCount)"
        preparedCount += 1
        let handle = try begin(commits: false)
        let sent = arguments.with(sql) { count in
            PQsendPrepare(handle, name, sentText(sql.text), count, arguments.types)
        }
        guard sent == 1 else { throw sendFailure(handle) }
        try flush()
        _ = try collect()
        prepared[sql.text] = PreparedStatement(name: name, types: sql.parameters.map(\.type))
        return name
    }
}
