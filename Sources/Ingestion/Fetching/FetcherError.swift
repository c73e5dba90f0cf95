import Fetching

/// Nothing can be fetched, whatever is asked for; the run ends. What only concerns one document is
/// a ``SourceAnswer``.
public enum FetcherError: Error, Equatable, Sendable {
    case userAgentMissing
    /// Without a way to reach who asks, or with characters that cannot be sent.
    case userAgentUnusable(String)
    case secretMissing(SourceSecret)
    /// The limit that all processes share cannot be kept.
    case limit(RateLimitError)
    /// Bodies cannot be kept, or not read again.
    case store(BodyStoreError)
    case cancelled
}

extension FetcherError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .userAgentMissing:
            "registers want to know who asks: \(Self.wayOut)"
        case .userAgentUnusable(let text):
            "the user agent \(text.debugDescription) does not say how to reach you: \(Self.wayOut)"
        case .secretMissing(let secret):
            "the register wants a key: set \(secret.rawValue) in the environment"
        case .limit(let error): error.description
        case .store(let error): error.description
        case .cancelled: "cancelled"
        }
    }

    private static let wayOut =
        "set --user-agent or \(UserAgent.variable) to your name with an e-mail address or a web "
        + "address, such as \"Example Research admin@example.com\""
}
