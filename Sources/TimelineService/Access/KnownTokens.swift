import Answering
import Synchronization

/// Tokens that were looked up a moment ago: revoking one takes effect within seconds.
final class KnownTokens: Sendable {
    private struct Entry {
        let token: AccessToken?
        let until: ContinuousClock.Instant
    }

    private let entries = Mutex<[String: Entry]>([:])
    private static let lifetime = Duration.seconds(5)
    private static let most = 10_000

    /// - Returns: `nil` for one that is unknown, expired or revoked.
    func token(of secret: String, in tokens: AccessTokens) async throws -> AccessToken? {
        let digest = AccessToken.digest(of: secret)
        let now = ContinuousClock.now
        if let entry = entries.withLock({ $0[digest] }), entry.until > now {
            return entry.token.flatMap { $0.isLive ? $0 : nil }
        }
        let token = try await tokens.live(digest: digest)
        entries.withLock { entries in
            if entries.count >= Self.most { entries.removeAll() }
            entries[digest] = Entry(token: token, until: now + Self.lifetime)
        }
        return token
    }
}
