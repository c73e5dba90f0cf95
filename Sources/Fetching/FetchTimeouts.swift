/// How long a transfer may take.
public struct FetchTimeouts: Equatable, Sendable {
    /// Until the connection stands, names and encryption included.
    public var connecting: Duration
    /// Without a single byte of the answer.
    public var idle: Duration
    /// From the first request to the last byte, redirects included. Does not bound a live stream.
    public var whole: Duration

    public init(
        connecting: Duration = .seconds(15), idle: Duration = .seconds(45),
        whole: Duration = .seconds(900)
    ) {
        self.connecting = connecting
        self.idle = idle
        self.whole = whole
    }
}
