import EventStorage
import Filings
import Postgres

/// The tokens that the service knows.
public struct AccessTokens: Sendable {
    private let store: EventStore

    public init(_ store: EventStore) { self.store = store }

    /// Makes a token.
    ///
    /// - Returns: The token, and the secret that its holder sends; it is shown nowhere else.
    public func create(
        name: String, role: AccessToken.Role, companies: [String] = [], expiresAt: Instant? = nil,
        by actor: String
    ) async throws -> (token: AccessToken, secret: String) {
        let secret = AccessToken.newSecret()
        let token = AccessToken(
            id: AccessToken.newID(), name: name, role: role, companies: companies,
            createdAt: .now, createdBy: actor, expiresAt: expiresAt)
        let digest = AccessToken.digest(of: secret)
        _ = try await rows(
            """
            INSERT INTO annals.access_tokens
                (id, name, role, companies, digest, created_at, created_by, expires_at)
            VALUES (\(token.id), \(name), \(role.rawValue), \(companies), decode(\(digest), 'hex'),
                \(token.createdAt.text)::timestamptz, \(actor),
                \(expiresAt?.text)::timestamptz)
            """)
        return (token, secret)
    }

    /// All, the newest first.
    public func all() async throws -> [AccessToken] {
        try await rows(
            "SELECT \(raw: Self.columns) FROM annals.access_tokens ORDER BY created_at DESC, id"
        ).map(Self.token)
    }

    /// The token of a digest; `nil` for one that is unknown, expired or revoked.
    public func live(digest: String) async throws -> AccessToken? {
        try await rows(
            """
            SELECT \(raw: Self.columns) FROM annals.access_tokens
            WHERE digest = decode(\(digest), 'hex')
            """
        ).map(Self.token).first { $0.isLive }
    }

    /// Takes a token back.
    ///
    /// - Returns: It as it is now; `nil` when there is none of that id.
    public func revoke(_ id: String, by actor: String) async throws -> AccessToken? {
        try await rows(
            """
            UPDATE annals.access_tokens
            SET revoked_at = coalesce(revoked_at, \(Instant.now.text)::timestamptz),
                revoked_by = coalesce(revoked_by, \(actor))
            WHERE id = \(id) RETURNING \(raw: Self.columns)
            """
        ).map(Self.token).first
    }

    private static let columns =
        "id, name, role, companies, created_at, created_by, expires_at, revoked_at"

    private static func token(_ row: Row) throws(DatabaseError) -> AccessToken {
        let role: String = try row.decode(2)
        let expires: TimestampMicroseconds? = try row.decode(6)
        let revoked: TimestampMicroseconds? = try row.decode(7)
        let created: TimestampMicroseconds = try row.decode(4)
        return AccessToken(
            id: try row.decode(0), name: try row.decode(1),
            role: AccessToken.Role(rawValue: role) ?? .reader, companies: try row.decode(3),
            createdAt: Instant(microsecondsSinceEpoch: created.rawValue),
            createdBy: try row.decode(5),
            expiresAt: expires.map { Instant(microsecondsSinceEpoch: $0.rawValue) },
            revokedAt: revoked.map { Instant(microsecondsSinceEpoch: $0.rawValue) })
    }

    private func rows(_ sql: SQL) async throws(EventStoreError) -> [Row] {
        try await store.query(sql)
    }
}
