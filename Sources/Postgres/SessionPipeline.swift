import CLibpq

extension Session {
    /// Sends all statements at once, then reads all answers: one round trip, one transaction.
    func pipeline(_ statements: [SQL]) throws(DatabaseError) -> [[Row]] {
        var names: [String?] = []
        for sql in statements { names.append(try preparedName(of: sql)) }
        let handle = try begin()
        guard PQenterPipelineMode(handle) == 1 else { throw sendFailure(handle) }
        for (sql, name) in zip(statements, names) {
            do {
                try send(sql, name: name)
            } catch {
                // Sent ones are not yet synced, so nothing of them is committed: start afresh.
                lose()
                throw error.with(outcome: .notCommitted)
            }
        }
        guard PQpipelineSync(handle) == 1 else { throw sendFailure(handle) }
        try flush()
        do {
            return try collectPipeline(handle, count: statements.count)
        } catch {
            forget(statements, after: error)
            throw error
        }
    }

    private func collectPipeline(
        _ handle: OpaquePointer, count: Int
    ) throws(DatabaseError) -> [[Row]] {
        var answers: [[Row]] = []
        var failure: DatabaseError?
        var current: [Row] = []
        answers.reserveCapacity(count)
        while true {
            guard let result = try nextResult() else {
                if PQstatus(handle) != CONNECTION_OK { break }
                answers.append(current)
                current = []
                continue
            }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                PQclear(result)
                PQexitPipelineMode(handle)
                try finish()
                if let failure { throw failure }
                return answers
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                current = ResultSet(result).rows
            case PGRES_PIPELINE_ABORTED:
                PQclear(result)
            default:
                let error = self.failure(result)
                failure = failure ?? error
            }
        }
        let outcome = outcomeIfLost
        try finish()
        throw failure ?? .lost(outcome: outcome)
    }
}
