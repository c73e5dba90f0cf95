/// What another session sent with NOTIFY.
public struct Notification: Equatable, Sendable {
    public let channel: String
    public let payload: String
    /// The process of the sender, as `pg_backend_pid()` gives it there.
    public let senderProcess: Int32
}
