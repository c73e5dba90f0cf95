import Digests
import Filings

/// What lets somebody ask the service, and how far.
public struct AccessToken: Sendable, Equatable {
    public enum Role: String, Sendable, CaseIterable {
        /// Asks questions.
        case reader
        /// Asks, and records claims, versions of claims and events.
        case recorder
        /// Asks, and reads raw entries, tiles and proofs.
        case auditor
    }

    /// Names the token in lists, log lines and counts.
    public let id: String
    /// Who has it: the actor of what it writes.
    public let name: String
    public let role: Role
    /// Keys of the only companies that it is for; empty for all.
    public let companies: [String]
    public let createdAt: Instant
    public let createdBy: String
    public let expiresAt: Instant?
    public let revokedAt: Instant?

    public init(
        id: String, name: String, role: Role, companies: [String] = [], createdAt: Instant,
        createdBy: String, expiresAt: Instant? = nil, revokedAt: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.companies = companies
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }

    /// Neither expired nor revoked.
    public var isLive: Bool { revokedAt == nil && expiresAt.map { $0 > .now } ?? true }

    /// What is kept of a token.
    public static func digest(of secret: String) -> String { SHA256.text(of: Array(secret.utf8)) }

    /// A new token: 256 random bits behind a word by which scanners know what leaked.
    static func newSecret() -> String {
        var random = SystemRandomNumberGenerator()
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
        let text = (0..<52).map { _ in letters[Int.random(in: 0..<32, using: &random)] }
        return "annals_" + String(text)
    }

    static func newID() -> String {
        var random = SystemRandomNumberGenerator()
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
        return String((0..<8).map { _ in letters[Int.random(in: 0..<32, using: &random)] })
    }
}
