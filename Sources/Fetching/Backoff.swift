/// How long to wait before a refused request is sent again, and when to give up.
public struct Backoff: Equatable, Sendable {
    /// Requests in all, the first one included.
    public var tries: Int
    public var first: Duration
    public var longest: Duration

    /// What a server asks for is granted up to here, as long as EDGAR blocks who asks too often.
    public static let longestAsked: Duration = .seconds(600)

    public init(
        tries: Int = 6, first: Duration = .seconds(2), longest: Duration = .seconds(120)
    ) {
        self.tries = tries
        self.first = first
        self.longest = longest
    }

    /// The pause before the next request.
    ///
    /// Without a server's word: anything up to 2, 4, 8 … seconds, so that clients which were
    /// refused together do not come back together.
    ///
    /// Source: Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015, "full
    /// jitter".
    ///
    /// - Parameters:
    ///   - failures: How many requests failed in a row, from 1.
    ///   - asked: What the server asked for: see ``RetryAfter``.
    ///   - chance: At random, from 0 to 1.
    /// - Returns: `nil` when it is time to give up.
    public func pause(afterFailures failures: Int, asked: Duration?, chance: Double) -> Duration? {
        guard failures < tries else { return nil }
        if let asked { return min(max(asked, .zero), Self.longestAsked) }
        let ceiling = min(longest, first * (1 << min(max(failures, 1) - 1, 30)))
        return ceiling * min(max(chance, 0), 1)
    }
}
