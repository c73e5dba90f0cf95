import CLibpq
import Glibc

/// A connection of libpq: sends, waits in slices, reads. Used on the connection's thread only.
///
/// libpq is in non-blocking mode, and all waiting is in ``wait(writing:)``, where a cancelled
/// task and the deadline are noticed within ``slice``. The front of it is ``Connection``.
final class Session {
    /// `nil` before connecting, after ``close()``, and once the connection is lost.
    private(set) var handle: OpaquePointer?
    var wasLost = false
    /// The server refused to write, as one does that was demoted or never was a primary: the
    /// connection still works, and is not for the next user.
    var isMisplaced = false
    let options: ConnectionOptions
    let health: Health
    let notices = NoticeBox()
    var flight = Flight()
    var statementTimeout: Duration?
    var isListening = false
    var prepared: [String: PreparedStatement] = [:]
    /// Texts of statements as they are sent, where names mean others.
    private var sentTexts: [String: String] = [:]
    /// Names are never used twice on one connection.
    var preparedCount = 0
    let arguments = Arguments()

    /// The longest a cancelled task stays unnoticed.
    static let slice: Int32 = 50

    init(options: ConnectionOptions, health: Health) {
        self.options = options
        self.health = health
        statementTimeout = options.statementTimeout
    }

    deinit { close() }

    /// A statement's text as the server reads it.
    func sentText(_ text: String) -> String {
        guard let names = options.names else { return text }
        if let known = sentTexts[text] { return known }
        let sent = names.applied(to: text)
        // Some texts are made for one use.
        if sentTexts.count >= PreparedStatement.limit { sentTexts.removeAll() }
        sentTexts[text] = sent
        return sent
    }

    func adopt(_ handle: OpaquePointer) {
        self.handle = handle
        PQsetnonblocking(handle, 1)
        notices.receive(from: handle)
        health.socket.store(PQsocket(handle), ordering: .relaxed)
        health.state = .clean
    }

    func close() {
        health.state = .broken
        health.socket.store(-1, ordering: .relaxed)
        if let handle { PQfinish(handle) }
        handle = nil
    }

    // MARK: An exchange

    /// Opens an exchange.
    ///
    /// - Parameter commits: Whether it commits at its end; `nil`: outside a transaction, yes.
    /// - Throws: ``DatabaseError``, nothing sent: closed, lost, or the task is cancelled.
    func begin(
        commits: Bool? = nil, onInterruption: Flight.Interruption = .cancelStatement
    ) throws(DatabaseError) -> OpaquePointer {
        guard let handle else { throw wasLost ? .lost(outcome: .notCommitted) : .closed }
        if onInterruption == .cancelStatement, Self.taskIsCancelled { throw .cancelled }
        notices.forget()
        let isIdle = PQtransactionStatus(handle) == PQTRANS_IDLE
        if isIdle { try checkLine(handle) }
        flight = Flight(
            mayCommit: commits ?? isIdle, onInterruption: onInterruption,
            deadline: onInterruption == .abandonAfterGrace
                ? Clock.now + Flight.grace : statementTimeout.map { Clock.deadline(after: $0) })
        return handle
    }

    /// Closes an exchange whose results are all read.
    func finish() throws(DatabaseError) {
        try settleCancelRequest()
        guard let handle else { return }
        if PQstatus(handle) != CONNECTION_OK {
            lose()
        } else {
            updateHealth()
        }
    }

    /// Finds out, before anything is sent, that the server has gone: nothing is in doubt then.
    private func checkLine(_ handle: OpaquePointer) throws(DatabaseError) {
        if Line.peek(PQsocket(handle)) == .quiet { return }
        // Reads what came: notifications, settings, or the reason for an end; then perhaps the end.
        for _ in 0..<2 where PQstatus(handle) == CONNECTION_OK {
            _ = PQconsumeInput(handle)
            _ = PQisBusy(handle)
        }
        let state = notices.endingState
        guard PQstatus(handle) != CONNECTION_OK || state != nil else { return }
        lose()
        throw DatabaseError.lost(outcome: .notCommitted, state: state)
    }

    func lose() {
        wasLost = true
        close()
    }

    func updateHealth() {
        guard let handle else { return }
        let isClean =
            PQtransactionStatus(handle) == PQTRANS_IDLE && !isListening
            && statementTimeout == options.statementTimeout
        health.state = isMisplaced ? .broken : isClean ? .clean : .used
    }

    static var taskIsCancelled: Bool { withUnsafeCurrentTask { $0?.isCancelled ?? false } }
}

extension DatabaseError {
    static func lost(outcome: Outcome, state: SQLState? = nil) -> DatabaseError {
        DatabaseError(
            kind: .connectionLost, sqlState: state,
            message: "The connection to the database was lost.", outcome: outcome)
    }
}
