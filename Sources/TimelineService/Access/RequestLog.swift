import EventStorage
import Filings
import Postgres

/// What one token's writes were answered with, by their Idempotency-Key.
struct RequestLog: Sendable {
    private let store: EventStore
    private let token: String

    enum Taken {
        case new
        /// Somebody began it and did not finish.
        case abandoned
        case answered(status: Int, text: String)
    }

    /// After that long without an answer whoever worked on it is taken for dead.
    private static let patience = 60
    /// How long answers are kept.
    private static let keptSeconds = 86_400

    init(_ store: EventStore, token: String) {
        self.store = store
        self.token = token
    }

    /// - Throws: ``Problem``: 422 for another request under the same key, 409 while it is worked on.
    func take(_ key: String, digest: String) async throws -> Taken {
        guard (1...255).contains(key.utf8.count) else {
            throw Problem(.badRequest, "An Idempotency-Key has 1 to 255 bytes.")
        }
        let taken = try await store.query(
            """
            INSERT INTO annals.requests (token, key, digest, taken_at)
            VALUES (\(token), \(key), decode(\(digest), 'hex'), clock_timestamp())
            ON CONFLICT DO NOTHING RETURNING key
            """)
        if !taken.isEmpty {
            try await clean()
            return .new
        }
        let rows = try await store.query(
            """
            SELECT encode(digest, 'hex'), status, answer,
                taken_at < clock_timestamp() - \(Self.patience) * interval '1 s'
            FROM annals.requests WHERE token = \(token) AND key = \(key)
            """)
        guard let row = rows.first else { return try await take(key, digest: digest) }
        let before: String = try row.decode(0)
        guard before == digest else {
            throw Problem(
                .unprocessableContent, "This Idempotency-Key was used for another request.")
        }
        let (status, text): (Int32?, String?) = (try row.decode(1), try row.decode(2))
        if let status, let text { return .answered(status: Int(status), text: text) }
        let isAbandoned: Bool = try row.decode(3)
        guard isAbandoned else {
            throw Problem(.conflict, "The same request is being worked on; ask again.")
        }
        return try await takeOver(key)
    }

    /// One of those who find it does.
    private func takeOver(_ key: String) async throws -> Taken {
        let rows = try await store.query(
            """
            UPDATE annals.requests SET taken_at = clock_timestamp()
            WHERE token = \(token) AND key = \(key) AND status IS NULL
                AND taken_at < clock_timestamp() - \(Self.patience) * interval '1 s'
            RETURNING key
            """)
        guard !rows.isEmpty else {
            throw Problem(.conflict, "The same request is being worked on; ask again.")
        }
        return .abandoned
    }

    func answered(_ key: String, status: Int, _ text: String) async throws {
        _ = try await store.query(
            """
            UPDATE annals.requests SET status = \(Int32(status)), answer = \(text)
            WHERE token = \(token) AND key = \(key)
            """)
    }

    func forget(_ key: String) async throws {
        _ = try await store.query(
            """
            DELETE FROM annals.requests
            WHERE token = \(token) AND key = \(key) AND status IS NULL
            """)
    }

    private func clean() async throws {
        _ = try await store.query(
            """
            DELETE FROM annals.requests
            WHERE taken_at < clock_timestamp() - \(Self.keptSeconds) * interval '1 s'
            """)
    }
}
