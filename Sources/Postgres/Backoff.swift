/// Pauses between attempts: doubling up to a longest, each shortened at random by up to half, so
/// that clients which lost their server together do not come back together.
public struct Backoff: Equatable, Sendable {
    /// How many pauses there are before giving up.
    public var attempts: Int
    public var first: Duration
    public var longest: Duration
    private var taken = 0

    /// For a server that another one takes over from: a minute and more, which Patroni needs for a host
    /// that is gone (21 s with its defaults), and another manager 51 s.
    public static let failover = Backoff(attempts: 24)

    public init(
        attempts: Int = 8, first: Duration = .milliseconds(50), longest: Duration = .seconds(5)
    ) {
        self.attempts = attempts
        self.first = first
        self.longest = longest
    }

    /// The next pause; `nil` when it is time to give up.
    public mutating func next() -> Duration? {
        var generator = SystemRandomNumberGenerator()
        return next(using: &generator)
    }

    /// The same, from the caller's random numbers.
    public mutating func next<Generator: RandomNumberGenerator>(
        using generator: inout Generator
    ) -> Duration? {
        guard taken < attempts else { return nil }
        let full = min(longest, first * (1 << min(taken, 30)))
        taken += 1
        return full * Double.random(in: 0.5...1, using: &generator)
    }
}
