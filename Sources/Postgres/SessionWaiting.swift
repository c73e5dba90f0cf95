import CLibpq
import Glibc

extension Session {
    /// The next result of the exchange; `nil` after the last one of a statement.
    func nextResult() throws(DatabaseError) -> OpaquePointer? {
        guard let handle else { throw .lost(outcome: outcomeIfLost) }
        while PQisBusy(handle) != 0, PQstatus(handle) == CONNECTION_OK { try wait() }
        return PQgetResult(handle)
    }

    /// Sends all that is queued, reading meanwhile, so that neither side waits for the other.
    func flush() throws(DatabaseError) {
        guard let handle else { throw .lost(outcome: outcomeIfLost) }
        while PQflush(handle) == 1 { try wait(writing: true) }
    }

    /// Waits until the server has said something, or will take more; at most one slice.
    ///
    /// - Throws: ``DatabaseError`` only when the connection was given up: a cancelled statement
    ///   did not end in time, or COMMIT passed its deadline.
    func wait(
        writing: Bool = false, atMost milliseconds: Int32 = slice
    ) throws(DatabaseError) {
        guard let handle else { throw .lost(outcome: outcomeIfLost) }
        try checkPatience(handle)
        let events = Int16(POLLIN) | (writing ? Int16(POLLOUT) : 0)
        var descriptor = pollfd(fd: PQsocket(handle), events: events, revents: 0)
        let ready = poll(&descriptor, 1, min(milliseconds, remainingSlice))
        if ready > 0, descriptor.revents & ~Int16(POLLOUT) != 0 { _ = PQconsumeInput(handle) }
    }

    private var remainingSlice: Int32 {
        guard let deadline = flight.deadline else { return Self.slice }
        let milliseconds = (deadline - Clock.now) / 1_000_000 + 1
        return Int32(clamping: max(0, min(milliseconds, Int64(Self.slice))))
    }

    /// Cancels the statement when its time is over or the task is cancelled.
    func checkPatience(_ handle: OpaquePointer) throws(DatabaseError) {
        let isLate = flight.deadline.map { $0 <= Clock.now } ?? false
        switch flight.onInterruption {
        case .abandonAtDeadline, .abandonAfterGrace:
            if isLate { throw abandon(.timedOut) }
        case .cancelStatement:
            if let reason = flight.reason {
                if isLate { throw abandon(reason) }
                requestCancel(handle)
            } else if isLate {
                interrupt(.timedOut)
            } else if Self.taskIsCancelled {
                interrupt(.cancelled)
            }
        }
    }

    /// Asks the server to stop; the results must still be read.
    func interrupt(_ reason: DatabaseError.Kind) {
        guard let handle, flight.reason == nil else { return }
        flight.reason = reason
        flight.deadline = Clock.now + Flight.grace
        requestCancel(handle)
    }

    /// Sends a request to cancel, unless one is under way or was sent just now.
    private func requestCancel(_ handle: OpaquePointer) {
        guard flight.cancelRequest?.isDone ?? true, flight.asksAgainAt <= Clock.now else { return }
        flight.cancelRequest = CancelRequest(handle)
        flight.asksAgainAt = Clock.now + Flight.pauseToAskAgain
    }

    /// Gives the connection up in the middle of an exchange.
    private func abandon(_ reason: DatabaseError.Kind) -> DatabaseError {
        let outcome = outcomeIfLost
        lose()
        return DatabaseError(
            kind: reason, message: "The server did not answer in time; the connection is closed.",
            outcome: outcome)
    }

    /// Waits until a cancel request is through: later it would hit the next statement.
    func settleCancelRequest() throws(DatabaseError) {
        guard let request = flight.cancelRequest else { return }
        let deadline = Clock.now + Flight.grace
        while !request.isDone {
            if Clock.now > deadline {
                lose()
                return
            }
            usleep(500)
        }
        flight.cancelRequest = nil
    }

    /// What a connection lost now leaves behind.
    var outcomeIfLost: DatabaseError.Outcome {
        flight.mayCommit ? .perhapsCommitted : .notCommitted
    }

    /// The error that a failed result reports; frees the result.
    func failure(_ result: OpaquePointer) -> DatabaseError {
        defer { PQclear(result) }
        let report = ServerReport(result)
        let isLost = report.isFatal || handle.map { PQstatus($0) != CONNECTION_OK } ?? true
        guard let message = report.message else {
            if isLost { return .lost(outcome: outcomeIfLost, state: notices.endingState) }
            let text = PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
            return DatabaseError(message: text.isEmpty ? "libpq failed." : text)
        }
        if report.sqlState == .readOnlyTransaction { isMisplaced = true }
        let interruption = report.sqlState == .queryCanceled ? flight.reason : nil
        return DatabaseError(
            kind: isLost ? .connectionLost : interruption ?? .server, sqlState: report.sqlState,
            message: message, detail: report.detail, hint: report.hint,
            outcome: isLost ? outcomeIfLost : .notCommitted)
    }

    /// Why libpq took nothing to send.
    func sendFailure(_ handle: OpaquePointer) -> DatabaseError {
        let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        if PQstatus(handle) == CONNECTION_OK { return .misuse("libpq did not send: \(text)") }
        let outcome = outcomeIfLost
        lose()
        return .lost(outcome: outcome)
    }
}
