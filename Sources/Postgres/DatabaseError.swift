/// Why the database did not do what it was asked, and whether it may have done it all the same.
///
/// No password is ever in it: the texts are the server's, or name hosts, sockets and databases.
public struct DatabaseError: Error, Equatable, Sendable {
    /// Who said no.
    public enum Kind: Equatable, Sendable {
        /// The server refused the statement; the connection works on.
        case server
        /// The connection broke; the next call needs another one.
        case connectionLost
        /// No connection was made.
        case cannotConnect
        /// The task was cancelled; the statement was cancelled with it.
        case cancelled
        /// The statement ran longer than ``Connection/statementTimeout``.
        case timedOut
        /// The connection or the pool was closed by this program.
        case closed
        /// The call does not fit the connection's state: a mistake in this program.
        case misuse
        /// A value came in another type than the caller reads, or is NULL.
        case unreadable
    }

    /// Whether the work can have taken effect.
    public enum Outcome: Equatable, Sendable {
        /// Nothing of it is, or ever will be, in the database.
        case notCommitted
        /// The request to commit was sent and its answer never read: look before trying again.
        case perhapsCommitted
    }

    public let kind: Kind
    /// The server's code; `nil` when the error arose on this side.
    public let sqlState: SQLState?
    /// One sentence.
    public let message: String
    public let detail: String?
    public let hint: String?
    public let outcome: Outcome

    public init(
        kind: Kind = .server, sqlState: SQLState? = nil, message: String, detail: String? = nil,
        hint: String? = nil, outcome: Outcome = .notCommitted
    ) {
        self.kind = kind
        self.sqlState = sqlState
        self.message = message
        self.detail = detail
        self.hint = hint
        self.outcome = outcome
    }

    /// Whether the same work may succeed later or on another connection.
    ///
    /// When ``outcome`` is `perhapsCommitted`, only after a look at what is there.
    public var isRetryable: Bool {
        if kind == .connectionLost { return true }
        guard let sqlState else { return kind == .cannotConnect }
        switch sqlState {
        case .adminShutdown, .crashShutdown, .cannotConnectNow, .readOnlyTransaction,
            .serializationFailure, .deadlockDetected:
            return true
        default:
            return sqlState.errorClass == "08"
        }
    }
}

extension DatabaseError: CustomStringConvertible {
    /// `duplicate key value violates … (23505): Key (id)=(1) already exists. Hint: …`
    public var description: String {
        var text = message
        if let sqlState { text += " (\(sqlState))" }
        if let detail { text += ": \(detail)" }
        if let hint { text += " Hint: \(hint)" }
        if outcome == .perhapsCommitted { text += " It may have been committed." }
        return text
    }
}

extension DatabaseError {
    static func misuse(_ message: String, state: SQLState? = nil) -> DatabaseError {
        DatabaseError(kind: .misuse, sqlState: state, message: message)
    }

    static let cancelled = DatabaseError(kind: .cancelled, message: "The task was cancelled.")
    static let closed = DatabaseError(kind: .closed, message: "The connection is closed.")

    /// The same error about work that cannot have been committed, or perhaps was.
    func with(outcome: Outcome) -> DatabaseError {
        DatabaseError(
            kind: kind, sqlState: sqlState, message: message, detail: detail, hint: hint,
            outcome: outcome)
    }
}
