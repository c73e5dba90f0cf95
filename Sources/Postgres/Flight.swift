/// One exchange with the server, from the first byte sent to the last one read.
struct Flight {
    /// Whether the server commits at its end, so that losing the answer leaves it open.
    var mayCommit = false
    /// What a cancelled task or the deadline does to it.
    var onInterruption = Interruption.cancelStatement
    /// On ``Clock``; `nil`: no limit.
    var deadline: Int64?
    /// Why it was cancelled; `nil` while it was not.
    var reason: DatabaseError.Kind?
    var cancelRequest: CancelRequest?
    /// When to ask again: a request that finds the server before the statement does is lost.
    var asksAgainAt: Int64 = 0

    enum Interruption {
        /// The statement is cancelled on the server; what it answers then is read.
        case cancelStatement
        /// A cancelled task does not matter; at the deadline the connection is given up.
        ///
        /// For COMMIT: to cancel one can end the wait for a standby and report success.
        case abandonAtDeadline
        /// The same, with ``grace`` for a deadline: tidying up must end.
        case abandonAfterGrace
    }

    /// How long after one request to cancel the next one goes out.
    static let pauseToAskAgain: Int64 = 200_000_000
    /// How long a cancelled statement may take to end before the connection is given up.
    static let grace: Int64 = 5_000_000_000
}
